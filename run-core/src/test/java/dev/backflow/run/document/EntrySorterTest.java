package dev.backflow.run.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.run.file.Drained;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntrySorterTest {
    private static final FileState STATE = new FileState(FileState.Kind.FILE, 5, 6, 7, true);

    private final Path folder;

    EntrySorterTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void mergesMoreRunsThanCanBeOpenAtOnce() throws IOException {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            names.add("name-" + i);
        }
        var shuffled = new ArrayList<>(names);
        Collections.shuffle(shuffled, new Random(3));

        assertThat(sorted(shuffled, 2)).isEqualTo(NastyNames.sorted(names));
    }

    @Test
    void putsAFolderWhereItsContentBelongs() throws IOException {
        try (var scratch = new Scratch(folder)) {
            var sorter = new EntrySorter(scratch, 1);
            sorter.add(FileEntry.file("a0", STATE));
            sorter.add(FileEntry.folder("a"));
            sorter.add(FileEntry.file("a.b", STATE));

            assertThat(texts(sorter)).containsExactly("a.b", "a/", "a0");
        }
    }

    @Test
    void keepsThePinThroughTheScratchFolder() throws IOException {
        try (var scratch = new Scratch(folder)) {
            var sorter = new EntrySorter(scratch, 1);
            sorter.add(FileEntry.file("b", STATE));
            sorter.add(FileEntry.file("a", STATE));

            assertThat(Drained.of(sorter.sorted()))
                    .first()
                    .extracting(entry -> entry.document("dir/"))
                    .isEqualTo(new SourceDocument("dir/a", "5-6-7", 5));
        }
    }

    private List<String> sorted(List<String> names, int inMemory) throws IOException {
        try (var scratch = new Scratch(folder)) {
            var sorter = new EntrySorter(scratch, inMemory);
            for (String name : names) {
                sorter.add(FileEntry.file(name, STATE));
            }
            return texts(sorter);
        }
    }

    private static List<String> texts(EntrySorter sorter) throws IOException {
        return Drained.of(sorter.sorted()).stream().map(FileEntry::text).toList();
    }
}
