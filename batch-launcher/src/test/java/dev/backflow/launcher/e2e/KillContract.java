package dev.backflow.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.run.ledger.LedgerGlance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * What a run keeps to however often its processes are killed.
 *
 * <p>{@code -Dbackflow.kill.seed=N} plays the moments of another seed, {@code -Dbackflow.kill.documents=5000} takes more
 * documents.
 */
abstract class KillContract {
    static final int DOCUMENTS = Integer.getInteger("backflow.kill.documents", 2_000);

    private static final long SEED = Long.getLong("backflow.kill.seed", 2_026L);
    private static final int FAILING = 5;
    private static final int REJECTED = 5;

    private final String tier;
    private final int limit;
    private final RunRepository repository;
    private final JobFixture fixture;
    private final Killer killer;

    /** @param limit how many documents the run may service, perhaps fewer than there are */
    KillContract(String tier, int limit, RunRepository repository, Path folder, Path work) throws IOException {
        this.tier = "tier: " + tier;
        this.limit = limit;
        this.repository = repository;
        this.fixture = new JobFixture(folder, work, "letters", repository).scriptedHook();
        this.killer = new Killer(fixture, repository, new Random(SEED));
    }

    /** Starts the job and kills it, again and again; the start after that is left in peace. */
    abstract void killAgainAndAgain(Killer killer) throws Exception;

    @AfterEach
    void close() {
        fixture.close();
        repository.close();
    }

    @Test
    void servesEachDocumentOnce(TestReporter reporter) throws Exception {
        reporter.publishEntry("backflow.kill.seed", Long.toString(SEED));
        fixture.documents("fail", FAILING)
                .documents("ok", DOCUMENTS - FAILING - REJECTED)
                .documents("reject", REJECTED)
                .setting("pause", "12")
                .jobFile(tier, "limit: " + limit, "tolerate: 5", "workers: {max: 2}");

        killAgainAndAgain(killer);
        var ended = fixture.run();

        assertThat(ended.exitCode()).as(ended.toString()).isZero();
        fixture.assertExact(1);
        assertThat(fixture.run(1).count("used")).isEqualTo(Math.min(limit, DOCUMENTS - REJECTED));
        assertThat(fixture.run(1).briefLedger())
                .filteredOn(row -> !row.contains(" not-served "))
                .isSubsetOf(outcomes());
        assertThat(killer.glance(LedgerGlance::executionsNotEnded)).isEmpty();
        assertThat(killer.glance(LedgerGlance::tasksNotEnded)).isEmpty();
    }

    private static List<String> outcomes() {
        return Stream.of(
                        outcomes("fail", FAILING, "exhausted NEEDS_REVIEW 3"),
                        outcomes("ok", DOCUMENTS - FAILING - REJECTED, "completed READ 1"),
                        outcomes("reject", REJECTED, "rejected REJECTED 0"))
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> outcomes(String prefix, int count, String outcome) {
        return JobFixture.names(prefix, count).stream()
                .map(name -> name + " " + outcome)
                .toList();
    }
}
