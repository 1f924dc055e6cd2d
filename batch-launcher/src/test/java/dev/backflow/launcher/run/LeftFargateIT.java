package dev.backflow.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backflow.launcher.plan.HookProbe;
import dev.backflow.launcher.plan.LauncherProcess;
import dev.backflow.launcher.repository.Repositories;
import dev.backflow.launcher.repository.Secrets;
import dev.backflow.launcher.sandbox.ProgramResource;
import dev.backflow.run.job.NamedJobFile;
import dev.backflow.run.ledger.NewRun;
import dev.backflow.run.ledger.Run;
import dev.backflow.run.ledger.RunOutcome;
import dev.backflow.run.ledger.Runs;
import dev.backflow.run.ledger.TestDatabase;
import dev.backflow.run.store.FolderRunStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An unfinished run on Fargate whose job file serves on this machine now. */
class LeftFargateIT {
    private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");

    private final TestDatabase database = TestDatabase.postgres();
    private final Runs runs = new Runs(database.ledger());
    private final Path folder;

    LeftFargateIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void isNotGivenUpWhereItsSandboxCannotBeTornDown() throws Exception {
        Run run = runs.begin(
                new NewRun("letters", "elsewhere", "fargate", 10, "job", "hook", NOON),
                number -> "s3://base-bucket/jobs/letters/runs/%d/".formatted(number));
        database.jdbc()
                .sql("UPDATE BACKFLOW_RUN SET DOCUMENTS = 10, ALREADY_SERVICED = 0")
                .update();
        runs.pause(run, RunOutcome.STOPPED, NOON);
        // Without a summary, so that no new run is expected and nobody looks at the hook.
        Files.createDirectories(folder.resolve("data/letters/runs/1"));

        assertThatThrownBy(this::startedAnew)
                .isInstanceOfSatisfying(
                        LaunchException.class,
                        refusal -> assertThat(refusal.exitCode()).isEqualTo(ExitCode.CONFIGURATION_WRONG))
                .hasMessageContaining("Run 1 of job 'letters' has a sandbox in AWS");

        assertThat(runs.list("letters"))
                .singleElement()
                .satisfies(left -> assertThat(left.unfinished()).isTrue());
        assertThat(folder.resolve("data/letters/runs/1")).isEmptyDirectory();
    }

    private void startedAnew() throws Exception {
        Path documents = Files.createDirectories(folder.resolve("documents"));
        NamedJobFile job = WrittenJob.in(
                folder.resolve("jobs"),
                "letters",
                "source: file:" + documents,
                "results: file:" + folder.resolve("results"),
                "tier: inline",
                "repository: {url: '%s', user: %s}".formatted(database.url(), database.user()));
        var request =
                new RunRequest(job, List.of(), RunRequest.Verb.RUN, true, true, folder.resolve("data"), List.of());
        var stop = new StopSignal();
        new BatchRuns(
                        new Repositories(Secrets.random(), Map.of()),
                        new HookProbe(LauncherProcess.ofThisJvm(), () -> "no", HookProbe.LIMIT),
                        file -> new RunPlaces(store -> new FolderRunStore(folder.resolve("bucket")), none -> null),
                        ProgramResource.running("", LeftFargateIT.class),
                        stop,
                        InstantSource.system())
                .run(request, new SilentObserver());
    }
}
