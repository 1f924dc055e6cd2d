package dev.backflow.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Whether a run that has ended kept its promises, by everything that can be seen of it from outside. */
final class Oracle {
    private final JobFixture fixture;
    private final RunFiles run;

    Oracle(JobFixture fixture, RunFiles run) {
        this.fixture = fixture;
        this.run = run;
    }

    void check() throws IOException {
        verifyAgrees();
        everyDocumentHasOneRow();
        theMeterCountsWhatWasServiced();
        theResultsAreThoseOfTheLedger();
        nothingIsLeft();
    }

    private void verifyAgrees() {
        var verification = fixture.history().verify(fixture.data(), run.job(), run.number());

        assertThat(verification.differences()).as("differences").isEmpty();
    }

    private void everyDocumentHasOneRow() throws IOException {
        assertThat(run.ledger()).extracting(LedgerLine::document).containsExactlyElementsOf(run.manifest());
    }

    private void theMeterCountsWhatWasServiced() throws IOException {
        long serviced = run.serviced().size();

        assertThat(run.summary().get("exact")).isEqualTo(true);
        assertThat(run.count("used")).isEqualTo(serviced).isLessThanOrEqualTo(run.count("limit"));
        assertThat(run.count("completed") + run.count("exhausted")).isEqualTo(serviced);
        assertThat(run.count("documents")).isEqualTo(run.manifest().size());
        if (run.ledger().stream().anyMatch(row -> row.outcome().equals("not-served"))) {
            assertThat(run.count("used")).as("used, as documents are left").isEqualTo(run.count("limit"));
        }
    }

    /** Only for the last run that has served a document: a later result takes an earlier one's place. */
    private void theResultsAreThoseOfTheLedger() throws IOException {
        List<String> wanted = run.ledger().stream()
                .filter(row -> row.result() != null)
                .map(row -> row.result() + " " + row.brief())
                .sorted()
                .toList();
        var found = new ArrayList<String>();
        run.resultLines().forEach((file, lines) -> lines.forEach(line -> found.add(file + " " + line.brief())));

        assertThat(found.stream().sorted()).containsExactlyElementsOf(wanted);
    }

    private void nothingIsLeft() throws IOException {
        assertThat(run.remaining()).as("left by the tear-down").isEmpty();
        assertThat(run.scratch()).doesNotExist();
        assertThat(run.results().resolve(".~backflow")).doesNotExist();
        assertThat(run.folder().resolve("ledger.csv")).exists();
        assertThat(Files.exists(fixture.data().resolve(run.job()).resolve("repository/server.json")))
                .as("the address of a server that is gone")
                .isFalse();
        assertThat(fixture.alive()).as("processes left").isEmpty();
    }
}
