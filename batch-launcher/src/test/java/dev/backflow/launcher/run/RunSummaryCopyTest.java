package dev.backflow.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.launcher.report.Cost;
import dev.backflow.launcher.report.LedgerTotals;
import dev.backflow.launcher.report.RunSummary;
import dev.backflow.launcher.report.SandboxEnd;
import dev.backflow.run.ledger.NewRun;
import dev.backflow.run.ledger.Run;
import dev.backflow.run.ledger.RunOutcome;
import dev.backflow.run.ledger.Runs;
import dev.backflow.run.ledger.TestDatabase;
import dev.backflow.run.store.FolderRunStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunSummaryCopyTest {
    private final TestDatabase database = TestDatabase.h2InMemory();
    private final Runs runs = new Runs(database.ledger());
    private final Path folder;
    private final FolderRunStore store;

    RunSummaryCopyTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.store = new FolderRunStore(Files.createDirectories(folder.resolve("store")));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void isReadWhereTheRunHasNotBeen() throws IOException {
        host("one", RunOutcome.COMPLETED);

        assertThat(copy("two").read(ended()).outcome()).isEqualTo(RunOutcome.COMPLETED);
        assertThat(folder.resolve("two/summary.json")).exists();
    }

    @Test
    void isReadWhereTheRunWasStoppedBeforeAnotherHostHasEndedIt() throws IOException {
        host("one", RunOutcome.STOPPED);
        host("two", RunOutcome.COMPLETED);

        assertThat(copy("one").read(ended()).outcome()).isEqualTo(RunOutcome.COMPLETED);
    }

    private RunSummaryCopy copy(String host) {
        return new RunSummaryCopy(store, folder.resolve(host));
    }

    /** Serves the run, writes its summary and the copy. */
    private void host(String host, RunOutcome outcome) throws IOException {
        Path own = Files.createDirectories(folder.resolve(host));
        new RunSummary(
                        1,
                        "invoices",
                        "fargate",
                        outcome,
                        100,
                        0,
                        new LedgerTotals(0, 0, 0, 0, 0, 0),
                        1,
                        0,
                        Instant.EPOCH,
                        Instant.EPOCH,
                        0,
                        Cost.NOTHING,
                        SandboxEnd.REMOVED,
                        true)
                .write(own);
        copy(host).write();
    }

    private Run ended() {
        Run run = runs.begin(
                new NewRun("invoices", "here", "fargate", 100, "a".repeat(64), "b".repeat(64), Instant.EPOCH),
                number -> "s3://base/jobs/invoices/runs/%d/".formatted(number));
        runs.close(run, RunOutcome.COMPLETED, Instant.EPOCH);
        return runs.byId(run.id());
    }
}
