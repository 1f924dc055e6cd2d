package dev.backflow.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.launcher.failpoint.FailpointRecord;
import dev.backflow.run.ledger.LedgerGlance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A job that is started until it is done, while its processes die at one failpoint after the other, each once. */
abstract class FailpointsContract {
    /** Died of a point, or stopped in good order by one. */
    private static final List<Integer> GOES_ON = List.of(137, 143);

    /** Half a minute, where a worker starts in one second; dozens of them start one after the other. */
    private static final Duration AT_MOST = Duration.ofMinutes(10);

    private final List<String> chain;
    private final RunRepository repository;
    private final JobFixture fixture;
    private final FailpointRecord record;
    private final Killer glance;

    FailpointsContract(List<String> chain, RunRepository repository, Path folder, Path work) throws IOException {
        this.chain = chain;
        this.repository = repository;
        this.fixture = new JobFixture(folder, work, "letters", repository).scriptedHook();
        this.record = new FailpointRecord(Files.createDirectory(work.resolve("failpoints")));
        this.glance = new Killer(fixture, repository, new Random(0));
        fixture.launcher(QuickLauncher.sabotaged())
                // Workers live for seconds here, which is less than it takes to the first of the usual beats.
                .options(record.options(chain.toArray(String[]::new)) + " -Dbackflow.worker.heartbeat=2s");
    }

    /** Writes documents and job file; all documents are completed in the end. */
    abstract int prepare(JobFixture fixture) throws IOException;

    @AfterEach
    void close() {
        fixture.close();
        repository.close();
    }

    @Test
    void servesEachDocumentOnce() throws Exception {
        int documents = prepare(fixture);

        var ended = fixture.startRun().await(AT_MOST);
        for (int starts = 1; GOES_ON.contains(ended.exitCode()) && starts <= chain.size(); starts++) {
            ended = fixture.startRun().await(AT_MOST);
        }

        assertThat(ended.exitCode()).as(ended.toString()).isZero();
        assertThat(chain).as("reached").allMatch(record::hasFired);
        fixture.assertExact(1);
        assertThat(fixture.run(1).count("completed")).isEqualTo(documents);
        assertThat(glance.glance(LedgerGlance::executionsNotEnded)).isEmpty();
        assertThat(glance.glance(LedgerGlance::tasksNotEnded)).isEmpty();
    }
}
