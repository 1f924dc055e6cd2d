package dev.backflow.run.document;

import dev.backflow.run.file.Cursor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sorts the entries of one folder: in memory while they fit, beyond that by sorted runs in the scratch folder. */
final class EntrySorter {
    /** At most so many runs are merged at once, each with an open file and a buffer of 8 KiB. */
    private static final int MERGED_AT_ONCE = 256;

    private final Scratch scratch;
    private final int inMemory;
    private final List<EntryRun.Written> runs = new ArrayList<>();
    private List<FileEntry> entries = new ArrayList<>();

    /** @param inMemory how many entries to hold before a run is written, 1 or more */
    EntrySorter(Scratch scratch, int inMemory) {
        this.scratch = scratch;
        this.inMemory = inMemory;
    }

    void add(FileEntry entry) throws IOException {
        if (entries.size() == inMemory) {
            spill();
        }
        entries.add(entry);
    }

    /** How many entries are held in memory now. */
    int held() {
        return entries.size();
    }

    /** All that was added, in order; the sorter is done with. */
    Cursor<FileEntry> sorted() throws IOException {
        return runs.isEmpty() ? sortedInMemory() : EntryMerge.of(runs, sortedInMemory());
    }

    private void spill() throws IOException {
        runs.add(EntryRun.write(scratch.newFile(), sortedInMemory()));
        entries = new ArrayList<>();
        if (runs.size() == MERGED_AT_ONCE) {
            try (var merged = EntryMerge.of(runs, sortedInMemory())) {
                var one = EntryRun.write(scratch.newFile(), merged);
                runs.clear();
                runs.add(one);
            }
        }
    }

    private Cursor<FileEntry> sortedInMemory() {
        entries.sort(null);
        var sorted = entries.iterator();
        return new Cursor<>() {
            @Override
            public @Nullable FileEntry next() {
                return sorted.hasNext() ? sorted.next() : null;
            }

            @Override
            public void close() {}
        };
    }
}
