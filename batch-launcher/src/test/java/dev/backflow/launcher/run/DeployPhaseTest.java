package dev.backflow.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.backflow.launcher.report.DeployTime;
import dev.backflow.launcher.sandbox.DeployedResource;
import dev.backflow.run.ledger.Chunks;
import dev.backflow.run.ledger.Meters;
import dev.backflow.run.ledger.NewRun;
import dev.backflow.run.ledger.Partitions;
import dev.backflow.run.ledger.Run;
import dev.backflow.run.ledger.Runs;
import dev.backflow.run.ledger.TestDatabase;
import dev.backflow.run.manifest.PartitionRange;
import dev.backflow.run.store.FolderRunStore;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployPhaseTest {
    private final TestDatabase database = TestDatabase.h2InMemory();
    private final Runs runs = new Runs(database.ledger());
    private final List<String> heard = new ArrayList<>();
    private final Path folder;

    DeployPhaseTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @Test
    void deploysNothingForWorkersThatCouldNotWork() throws Exception {
        var phase = phase(tier -> {
            throw new LaunchException(ExitCode.CONFIGURATION_WRONG, "Lower workers.max.");
        });

        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(phase::perform)
                .withMessage("Lower workers.max.");

        assertThat(heard).isEmpty();
    }

    @Test
    void writesDownHowLongEachResourceTook() throws Exception {
        phase(tier -> heard.add("need of " + tier)).perform();

        assertThat(heard).containsExactly("need of FARGATE", "deploy");
        assertThat(DeployTimes.read(folder))
                .containsExactly(
                        new DeployTime("Vpc", "AWS::EC2::VPC", new BigDecimal("14.25")),
                        new DeployTime("Cluster", "AWS::ECS::Cluster", new BigDecimal("3.0")));
    }

    private DeployPhase phase(DeployPhase.Need need) throws IOException {
        Path jar = Files.writeString(folder.resolve("hook.jar"), "no jar");
        // As a sandbox on this machine has it.
        Files.createDirectory(folder.resolve("scratch"));
        var planned =
                new NewRun("job", "here", "fargate", 100, "a", HookHash.of(jar).sha256(), Instant.EPOCH);
        Run run = runs.begin(planned, number -> folder.toString());
        var partitions = new Partitions(database.ledger());
        partitions.plan(run, "fargate", List.of(new PartitionRange(0, 0, 10, 0)), 10, 0);
        LaunchedRun launched = launched(run);
        var progress = new ProgressWatch(
                launched, runs, partitions, new Meters(database.ledger()), new Chunks(database.ledger()));
        return new DeployPhase(launched, runs, new TimedSandbox(), need, new ServingTier(false), progress);
    }

    private LaunchedRun launched(Run run) throws IOException {
        var store = new FolderRunStore(folder);
        return new LaunchedRun(
                WrittenJob.ofFargate(folder, "job"),
                run,
                folder,
                store,
                store,
                new SilentObserver(),
                new StopSignal(),
                1,
                null);
    }

    private final class TimedSandbox extends FakeSandbox {
        @Override
        public void deploy() {
            heard.add("deploy");
        }

        @Override
        public List<DeployedResource> deployedResources() {
            return List.of(
                    new DeployedResource("Vpc", "AWS::EC2::VPC", Instant.EPOCH, Instant.ofEpochMilli(14_250)),
                    new DeployedResource("Cluster", "AWS::ECS::Cluster", Instant.EPOCH, Instant.ofEpochMilli(3_000)));
        }
    }
}
