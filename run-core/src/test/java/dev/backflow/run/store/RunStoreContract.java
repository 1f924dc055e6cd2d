package dev.backflow.run.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.backflow.run.file.Drained;
import dev.backflow.run.job.Location;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every store of run files does. */
public abstract class RunStoreContract {
    private static final String NAME = "segments/p00003/0000000100-f2.jsonl";

    private final RunStore store;

    /** @param store empty */
    protected RunStoreContract(RunStore store) {
        this.store = store;
    }

    @Test
    void givesBackWhatWasWritten() throws IOException {
        write(NAME, "first line\nsecond line\n");

        assertThat(read(NAME, 0)).isEqualTo("first line\nsecond line\n");
        assertThat(store.exists(NAME)).isTrue();
    }

    @Test
    void readsFromAnyByteOnwards() throws IOException {
        write(NAME, "0123456789");

        assertThat(read(NAME, 3)).isEqualTo("3456789");
        assertThat(read(NAME, 9)).isEqualTo("9");
        assertThat(read(NAME, 10)).isEmpty();
    }

    @Test
    void keepsEmptyFiles() throws IOException {
        write(NAME, "");

        assertThat(read(NAME, 0)).isEmpty();
        assertThat(store.exists(NAME)).isTrue();
    }

    @Test
    void keepsLargeFilesWhole() throws IOException {
        var content = new byte[9_000_003];
        new Random(1).nextBytes(content);
        try (var file = store.replace("manifest.jsonl")) {
            for (int at = 0; at < content.length; at += 100_000) {
                file.out().write(content, at, Math.min(100_000, content.length - at));
            }
            assertThat(store.exists("manifest.jsonl")).isFalse();
            file.commit();
        }

        try (var in = store.read("manifest.jsonl", 7)) {
            assertThat(in.readAllBytes()).hasSize(content.length - 7).endsWith(lastOf(content));
        }
        try (var in = store.read("manifest.jsonl", 0)) {
            assertThat(in.readAllBytes()).isEqualTo(content);
        }
    }

    private static byte[] lastOf(byte[] content) {
        return Arrays.copyOfRange(content, content.length - 1_000, content.length);
    }

    @Test
    void replacesWhatIsThere() throws IOException {
        write(NAME, "what a crash has left, and is longer");
        write(NAME, "short");
        assertThat(read(NAME, 0)).isEqualTo("short");

        replace("work-order.json", "old");
        replace("work-order.json", "new");
        assertThat(read("work-order.json", 0)).isEqualTo("new");
    }

    @Test
    void leavesTheOldFileWhenTheNewOneIsDropped() throws IOException {
        replace("work-order.json", "old");

        try (var file = store.replace("work-order.json")) {
            file.out().write("new".getBytes(UTF_8));
        }

        assertThat(read("work-order.json", 0)).isEqualTo("old");
    }

    @Test
    void leavesNothingOfAFileThatWasDropped() throws IOException {
        try (var file = store.write(NAME)) {
            file.out().write(new byte[9_000_000]);
        }

        assertThat(store.exists(NAME)).isFalse();
        assertThat(Drained.of(store.list("segments/"))).isEmpty();
    }

    @Test
    void saysThatAFileIsMissingAndWhere() throws IOException {
        assertThat(store.exists(NAME)).isFalse();
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> store.read(NAME, 0))
                .withMessage(store.place(NAME));
    }

    @Test
    void listsWhatBeginsWithAPrefixAtAnyDepth() throws IOException {
        assertThat(Drained.of(store.list("segments/"))).isEmpty();
        write("segments/p00000/0000000000-f1.jsonl", "a");
        write("segments/p00000/0000000010-f1.jsonl", "b");
        write("segments/p00001/0000000020-f1.jsonl", "c");
        replace("manifest.jsonl", "d");
        replace("serviced-1.jsonl", "e");
        replace("serviced-12.jsonl", "f");

        assertThat(Drained.of(store.list("segments/")))
                .containsExactlyInAnyOrder(
                        "segments/p00000/0000000000-f1.jsonl",
                        "segments/p00000/0000000010-f1.jsonl",
                        "segments/p00001/0000000020-f1.jsonl");
        assertThat(Drained.of(store.list("serviced-")))
                .containsExactlyInAnyOrder("serviced-1.jsonl", "serviced-12.jsonl");
    }

    @Test
    void listsWhileWhatIsListedIsDeleted() throws IOException {
        for (int i = 0; i < 12; i++) {
            write("segments/p%05d/0-f1.jsonl".formatted(i), "x");
        }

        int seen = 0;
        try (var names = store.list("segments/")) {
            for (String name = names.next(); name != null; name = names.next()) {
                store.delete(name);
                seen++;
            }
        }

        assertThat(seen).isEqualTo(12);
        assertThat(Drained.of(store.list("segments/"))).isEmpty();
    }

    @Test
    void deletesWhatIsNotThereWithoutAWord() throws IOException {
        write(NAME, "x");

        store.delete(NAME);
        store.delete(NAME);

        assertThat(store.exists(NAME)).isFalse();
    }

    @Test
    void namesAPlaceThatALocationLeadsTo() {
        assertThat(Location.of(store.location().toString())).isEqualTo(store.location());
        assertThat(store.place("work-order.json")).endsWith("/work-order.json");
    }

    private void write(String name, String content) throws IOException {
        try (var file = store.write(name)) {
            file.out().write(content.getBytes(UTF_8));
            file.commit();
        }
    }

    private void replace(String name, String content) throws IOException {
        try (var file = store.replace(name)) {
            file.out().write(content.getBytes(UTF_8));
            file.commit();
        }
    }

    private String read(String name, long fromByte) throws IOException {
        try (var in = store.read(name, fromByte)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
