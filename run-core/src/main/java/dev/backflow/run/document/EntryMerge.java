package dev.backflow.run.document;

import dev.backflow.run.file.Cursor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Several sorted runs as one; closes each as it ends. */
final class EntryMerge implements Cursor<FileEntry> {
    private record Head(FileEntry entry, Cursor<FileEntry> run) {}

    private final List<Cursor<FileEntry>> open = new ArrayList<>();
    private final PriorityQueue<Head> heads = new PriorityQueue<>(Comparator.comparing(Head::entry));

    private EntryMerge() {}

    /** @param rest what is in no file; may be empty */
    static EntryMerge of(List<EntryRun.Written> runs, Cursor<FileEntry> rest) throws IOException {
        var merge = new EntryMerge();
        try {
            merge.take(rest);
            for (var written : runs) {
                merge.take(written.open());
            }
            return merge;
        } catch (IOException | RuntimeException e) {
            merge.close();
            throw e;
        }
    }

    @Override
    public @Nullable FileEntry next() throws IOException {
        Head least = heads.poll();
        if (least == null) {
            return null;
        }
        advance(least.run);
        return least.entry;
    }

    private void take(Cursor<FileEntry> run) throws IOException {
        open.add(run);
        advance(run);
    }

    private void advance(Cursor<FileEntry> run) throws IOException {
        FileEntry entry = run.next();
        if (entry != null) {
            heads.add(new Head(entry, run));
        } else {
            open.remove(run);
            run.close();
        }
    }

    @Override
    public void close() throws IOException {
        heads.clear();
        while (!open.isEmpty()) {
            open.remove(open.size() - 1).close();
        }
    }
}
