package dev.backflow.run.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Beginning, taking over, pausing and closing runs, on any engine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RunsContract {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final TestDatabase database;
    private final Runs runs;

    RunsContract(TestDatabase database) {
        this.database = database;
        this.runs = new Runs(database.ledger());
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void numbersTheRunsOfAJobFromOne() {
        Run first = begin("numbered");
        runs.close(first, RunOutcome.COMPLETED, NOON);
        Run second = begin("numbered");
        Run other = begin("numbered-too");

        assertThat(List.of(first.number(), second.number(), other.number())).containsExactly(1, 2, 1);
    }

    private Run begin(String job) {
        return runs.begin(
                new NewRun(job, "host:/data", "inline", 100, "a".repeat(64), "b".repeat(64), NOON),
                number -> Path.of("/data/runs/" + number));
    }
}
