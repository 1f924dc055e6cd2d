package dev.backflow.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a run does, whichever tier serves it and whichever database keeps its books. */
abstract class RunContract {
    private final String tier;
    private final RunRepository repository;
    private final JobFixture fixture;

    /**
     * @param tier as it stands in a job file
     */
    RunContract(String tier, RunRepository repository, Path folder, Path work) throws IOException {
        this.tier = "tier: " + tier;
        this.repository = repository;
        this.fixture = new JobFixture(folder, work, "letters", repository).scriptedHook();
    }

    @AfterEach
    void close() {
        fixture.close();
        repository.close();
    }

    @Test
    void givesEachDocumentItsOutcome() throws Exception {
        mixedDocuments();
        fixture.jobFile(tier, "tolerate: 3", "workers: {max: 2}");

        var ended = fixture.run();

        assertThat(ended.exitCode()).as(ended.toString()).isEqualTo(1);
        assertThat(ended.out()).contains("4 documents are exhausted", "the job tolerates 3");
        fixture.assertExact(1);
        assertThat(fixture.run(1).briefLedger()).containsExactlyElementsOf(mixedOutcomes());
    }

    private void mixedDocuments() throws IOException {
        fixture.documents("fail", 4).documents("ok", 45).documents("reject", 6).documents("twice", 5);
    }

    /** The same for each tier and each database. */
    private static List<String> mixedOutcomes() {
        return Stream.of(
                        outcomes("fail", 4, "exhausted NEEDS_REVIEW 3"),
                        outcomes("ok", 45, "completed READ 1"),
                        outcomes("reject", 6, "rejected REJECTED 0"),
                        outcomes("twice", 5, "completed READ 3"))
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> outcomes(String prefix, int count, String outcome) {
        return JobFixture.names(prefix, count).stream()
                .map(name -> name + " " + outcome)
                .toList();
    }
}
