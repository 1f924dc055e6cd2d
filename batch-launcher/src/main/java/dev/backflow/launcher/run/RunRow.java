package dev.backflow.launcher.run;

import dev.backflow.run.ledger.RunOutcome;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One run in a list of runs.
 *
 * @param job the job's name
 * @param run the run's number, from 1
 * @param state {@code running}, {@code unfinished}, {@code completed}, {@code limit-reached}, {@code stopped},
 *     {@code failed} or {@code abandoned}
 * @param limit how many documents the run may service
 * @param used how many it has serviced
 * @param documents how many documents its manifest holds
 * @param startedAt when its first launcher started
 * @param endedAt when it ended, or null while it is unfinished
 * @param folder where its manifest, ledger and reports are
 */
public record RunRow(
        String job,
        int run,
        String state,
        long limit,
        long used,
        long documents,
        Instant startedAt,
        @Nullable Instant endedAt,
        Path folder) {
    /** Whether nothing resumes it: what it left is for the next run. */
    public boolean isOver() {
        return Stream.of(RunOutcome.values())
                .anyMatch(outcome -> outcome.isFinal() && outcome.word().equals(state));
    }
}
