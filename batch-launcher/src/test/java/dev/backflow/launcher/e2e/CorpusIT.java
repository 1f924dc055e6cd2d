package dev.backflow.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real documents through a real hook: a folder of mixed files, which is kept beside the checkout or named by
 * {@code -Dbackflow.corpus=DIR}.
 */
class CorpusIT {
    private static final Path CORPUS = Path.of(System.getProperty("backflow.corpus", "../../shared/corpus"))
            .toAbsolutePath()
            .normalize();

    private static final Path HOOK = Path.of("../examples/text-extraction-hook/target/text-extraction-hook.jar")
            .toAbsolutePath()
            .normalize();

    private final RunRepository postgres = RunRepository.postgres();
    private final JobFixture inline;
    private final JobFixture processes;

    CorpusIT(@TempDir Path folder, @TempDir Path work) throws IOException {
        this.inline = new JobFixture(folder, work, "text-inline", RunRepository.embedded());
        this.processes = new JobFixture(folder, work, "text-processes", postgres);
    }

    @AfterEach
    void close() {
        inline.close();
        processes.close();
        postgres.close();
    }

    @Test
    void extractsTheSameInEachTier() throws Exception {
        assumeTrue(Files.isDirectory(CORPUS), "there is no folder " + CORPUS + "; name one with -Dbackflow.corpus=DIR");
        assumeTrue(Files.exists(HOOK), "there is no " + HOOK + "; build the examples first");

        List<String> expected = outcomes(inline, "inline");

        assertThat(expected).isNotEmpty().anySatisfy(line -> assertThat(line).contains(" completed EXTRACTED "));
        assertThat(outcomes(processes, "processes")).isEqualTo(expected);
    }

    private static List<String> outcomes(JobFixture fixture, String tier) throws Exception {
        Files.write(
                fixture.jobFile(),
                List.of(
                        "hook:",
                        "  jar: " + HOOK,
                        "source: file:" + CORPUS + "/",
                        "results: file:" + fixture.results() + "/",
                        "limit: 1000",
                        "tolerate: 20%",
                        "tier: " + tier));

        var ended = fixture.run();

        assertThat(ended.exitCode()).as(ended.toString()).isZero();
        fixture.assertExact(1);
        return fixture.run(1).briefLedger();
    }
}
