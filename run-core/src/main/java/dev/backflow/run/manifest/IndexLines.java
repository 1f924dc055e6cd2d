package dev.backflow.run.manifest;

import dev.backflow.run.document.DocumentOrder;
import dev.backflow.run.file.Cursor;
import dev.backflow.run.store.RunStore;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The lines of one serviced index, checked to be in order: else a merge would serve documents again, silently. */
final class IndexLines implements Cursor<Lines.Line> {
    private final Lines lines;
    private String last = "";

    private IndexLines(Lines lines) {
        this.lines = lines;
    }

    static IndexLines open(RunStore store, String index) throws IOException {
        return new IndexLines(Lines.open(store, index, 0));
    }

    @Override
    public Lines.@Nullable Line next() throws IOException {
        var line = lines.next();
        if (line != null) {
            if (DocumentOrder.BY_BYTES.compare(last, line.document()) >= 0) {
                throw lines.damaged("its documents are not in order");
            }
            last = line.document();
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
