package dev.backflow.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backflow.launcher.sandbox.Sandbox;
import dev.backflow.launcher.sandbox.aws.SandboxException;
import dev.backflow.launcher.serve.WorkerPool;
import dev.backflow.run.job.JobFileParser;
import dev.backflow.run.ledger.Chunks;
import dev.backflow.run.ledger.Meters;
import dev.backflow.run.ledger.NewRun;
import dev.backflow.run.ledger.Partitions;
import dev.backflow.run.ledger.Phase;
import dev.backflow.run.ledger.Run;
import dev.backflow.run.ledger.Runs;
import dev.backflow.run.ledger.TestDatabase;
import dev.backflow.run.manifest.PartitionRange;
import dev.backflow.run.store.FolderRunStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServePhaseTest {
    private final TestDatabase database = TestDatabase.h2InMemory();
    private final Runs runs = new Runs(database.ledger());
    private final List<String> heard = new ArrayList<>();
    private final Path folder;

    ServePhaseTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @Test
    void seesTheWorkersOffWhenTheTimeOfTheSandboxIsOver() throws Exception {
        Run run = planned();
        var phase = phase(run, new SandboxForAWhile(3));

        assertThatThrownBy(phase::perform)
                .isInstanceOf(SandboxException.class)
                .hasMessage("The time is over.")
                .satisfies(fault -> assertThat(((LaunchException) Faults.told(fault)).exitCode())
                        .isEqualTo(ExitCode.UNAVAILABLE));

        assertThat(heard).containsExactly("start", "tend", "tend", "tend", "drain in TEARDOWN");
    }

    private Run planned() {
        Run run = runs.begin(
                new NewRun("job", "here", "fargate", 100, "a", "b", Instant.EPOCH), number -> folder.toString());
        new Partitions(database.ledger()).plan(run, "fargate", List.of(new PartitionRange(0, 0, 10, 0)), 10, 0);
        return run;
    }

    private ServePhase phase(Run run, Sandbox sandbox) throws IOException {
        var launched = launched(run);
        var partitions = new Partitions(database.ledger());
        var progress = new ProgressWatch(
                launched, runs, partitions, new Meters(database.ledger()), new Chunks(database.ledger()));
        return new ServePhase(launched, runs, sandbox, tier -> new Pool(run), new ServingTier(false), progress);
    }

    private LaunchedRun launched(Run run) throws IOException {
        Path file = Files.writeString(folder.resolve("job.yaml"), """
                hook: {jar: hook.jar}
                source: s3://documents/in/
                results: s3://results/out/
                tier: fargate
                access: 203.0.113.7/32
                """);
        var store = new FolderRunStore(folder);
        return new LaunchedRun(
                new JobFileParser(folder).parse("job", file, List.of()),
                run,
                folder,
                store,
                store,
                new SilentObserver(),
                new StopSignal(),
                1,
                null);
    }

    private final class Pool implements WorkerPool {
        private final Run run;

        Pool(Run run) {
            this.run = run;
        }

        @Override
        public void start() {
            heard.add("start");
        }

        @Override
        public void tend() {
            heard.add("tend");
            assertThat(heard).as("nobody ends it").hasSizeLessThan(10);
        }

        @Override
        public int alive() {
            return 1;
        }

        @Override
        public boolean drain(Duration atMost) {
            Phase phase = runs.byId(run.id()).phase();
            heard.add("drain in " + phase);
            return true;
        }
    }

    /** Its time is over when it was asked a few times. */
    private static final class SandboxForAWhile extends FakeSandbox {
        private int more;

        SandboxForAWhile(int more) {
            this.more = more;
        }

        @Override
        public void requireTime() {
            if (more-- == 0) {
                throw new SandboxException(SandboxException.Kind.UNAVAILABLE, "The time is over.");
            }
        }
    }
}
