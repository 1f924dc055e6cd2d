package dev.backflow.launcher.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessRecordsTest {
    private static final ProcessRecord FIRST =
            new ProcessRecord("worker-1", 4711, Instant.parse("2026-01-01T00:00:00.120Z"), "/jdk/bin/java");
    private static final ProcessRecord SECOND = new ProcessRecord("worker-2", 4712, null, null);

    private final Path folder;

    ProcessRecordsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void readsWhatAnotherLauncherHasAdded() throws IOException {
        ProcessRecords.in(folder).add(FIRST);
        ProcessRecords.in(folder).add(SECOND);

        assertThat(ProcessRecords.in(folder).read()).containsExactly(FIRST, SECOND);
    }

    @Test
    void writesAnObjectALine() throws IOException {
        ProcessRecords.in(folder).add(FIRST);

        assertThat(Files.readAllLines(folder.resolve("processes.jsonl")))
                .contains("{\"task\":\"worker-1\",\"pid\":4711,"
                        + "\"started\":\"2026-01-01T00:00:00.120Z\",\"command\":\"/jdk/bin/java\"}");
    }

    @Test
    void isEmptyWithoutAFile() {
        assertThat(ProcessRecords.in(folder.resolve("missing")).read()).isEmpty();
    }

    @Test
    void leavesOutALineTornByACrashAndNoOther() throws IOException {
        ProcessRecords.in(folder).add(FIRST);
        Files.writeString(folder.resolve("processes.jsonl"), "\n{\"task\":\"wor", StandardOpenOption.APPEND);
        ProcessRecords.in(folder).add(SECOND);

        assertThat(ProcessRecords.in(folder).read()).containsExactly(FIRST, SECOND);
    }
}
