package dev.backflow.run.manifest;

import dev.backflow.run.file.Cursor;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads entries of a manifest in order. For use by one thread. */
public final class ManifestReader implements Cursor<ManifestEntry> {
    /** For a reader that takes all there is. */
    static final long TO_THE_END = Long.MAX_VALUE;

    private static final long NONE_YET = -1;

    private final Lines lines;
    private final long from;
    private final long end;
    private long last = NONE_YET;

    ManifestReader(Lines lines, long from, long end) {
        this.lines = lines;
        this.from = from;
        this.end = end;
    }

    /**
     * The next entry, or null after the last one that was asked for.
     *
     * @throws IOException also if the manifest is damaged, or does not hold all that was asked for
     */
    @Override
    public @Nullable ManifestEntry next() throws IOException {
        while (last + 1 < end) {
            var line = lines.next();
            if (line == null) {
                if (end == TO_THE_END) {
                    return null;
                }
                throw lines.damaged("it ends before document %d".formatted(Math.max(from, last + 1)));
            }
            check(line);
            last = line.ordinal();
            if (last >= from) {
                return new ManifestEntry(last, line.pinned());
            }
        }
        return null;
    }

    /** The first line may be any before the one that is wanted; from there on there is no gap. */
    private void check(Lines.Line line) throws IOException {
        boolean inPlace = last == NONE_YET ? line.ordinal() >= 0 && line.ordinal() <= from : line.ordinal() == last + 1;
        if (!inPlace) {
            throw lines.damaged("document %d stands where document %d belongs"
                    .formatted(line.ordinal(), last == NONE_YET ? from : last + 1));
        }
        if (line.size() < 0) {
            throw lines.damaged("document %d has no size".formatted(line.ordinal()));
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
