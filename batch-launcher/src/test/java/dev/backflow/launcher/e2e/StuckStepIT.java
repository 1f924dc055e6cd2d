package dev.backflow.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A step that ignores its time limit and the interrupt, in a run that begins inside the launcher. */
class StuckStepIT {
    private static final String HOOK = """
            package acme;

            import dev.backflow.hook.*;
            import java.time.Duration;

            public final class Stubborn implements Hook<String> {
                @Override
                public Steps<String> steps() {
                    return Steps.first("wait", Duration.ofMillis(200), document -> {
                        while (document.name().startsWith("stuck")) {
                            Thread.onSpinWait();
                        }
                        return "done";
                    });
                }
            }
            """;

    private final JobFixture fixture;

    StuckStepIT(@TempDir Path folder, @TempDir Path work) throws IOException {
        this.fixture = new JobFixture(folder, work, "stubborn", RunRepository.embedded());
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void goesOnInProcessesAndExhaustsTheOneDocument() throws Exception {
        fixture.documents("ok", 6)
                .document("stuck.txt", "never ends")
                .hook("acme.Stubborn", Map.of("acme.Stubborn", HOOK))
                .jobFile("tier: inline", "tolerate: 1", "workers: {max: 1}");

        var ended = fixture.run();

        assertThat(ended.exitCode()).as(ended.toString()).isZero();
        fixture.assertExact(1);
        assertThat(fixture.run(1).ledger())
                .filteredOn(line -> line.outcome().equals("exhausted"))
                .singleElement()
                .satisfies(line -> assertThat(line.document()).isEqualTo("stuck.txt"));
        assertThat(fixture.run(1).count("completed")).isEqualTo(6);
    }
}
