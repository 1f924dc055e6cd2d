package dev.backflow.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run began with has to be what it goes on with. */
class ChangedJobIT {
    private final JobFixture fixture;

    ChangedJobIT(@TempDir Path folder, @TempDir Path work) throws IOException {
        this.fixture = new JobFixture(folder, work, "letters", RunRepository.embedded());
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void goesOnWithNothingButWhatTheRunBeganWith() throws Exception {
        fixture.documents("ok", 12).scriptedHook().setting("gated", "true").jobFile("tier: inline");
        var jobFile = Files.readString(fixture.jobFile());
        var running = fixture.startRun();
        running.awaitUntil("a document is being served", () -> !fixture.calls().isEmpty());
        running.kill();
        fixture.openGate();
        var calls = fixture.calls();

        fixture.jobFile("tier: inline", "limit: 5");
        var otherJob = fixture.run();
        Files.writeString(fixture.jobFile(), jobFile);
        fixture.hook(ScriptedHook.CLASS, Map.of(ScriptedHook.CLASS, ScriptedHook.SOURCE.replace("READ", "SEEN")));
        var otherHook = fixture.run();

        assertThat(otherJob.exitCode()).as(otherJob.toString()).isEqualTo(78);
        assertThat(otherJob.err())
                .contains("The job file has changed since run 1 began", "Put back", "--new")
                .doesNotContain("\tat ");
        assertThat(otherHook.exitCode()).as(otherHook.toString()).isEqualTo(78);
        assertThat(otherHook.err())
                .contains("The hook jar has changed since run 1 began", "Put back", "--new")
                .doesNotContain("\tat ");
        assertThat(fixture.calls()).isEqualTo(calls);
        assertThat(fixture.history().show(fixture.data(), "letters", null).row().state())
                .isEqualTo("unfinished");

        var fresh = fixture.run("--new");

        assertThat(fresh.exitCode()).as(fresh.toString()).isZero();
        assertThat(fresh.err()).contains("Run 1 was given up");
        assertThat(fixture.history().show(fixture.data(), "letters", 1).row().state())
                .isEqualTo("abandoned");
        fixture.assertExact(2);
        assertThat(fixture.run(2).ledger())
                .hasSize(12)
                .extracting(LedgerLine::status)
                .containsOnly("SEEN");
    }
}
