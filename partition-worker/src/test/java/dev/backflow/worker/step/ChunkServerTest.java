package dev.backflow.worker.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.backflow.run.manifest.ManifestEntry;
import dev.backflow.run.outcome.DocumentOutcome;
import dev.backflow.run.outcome.Verdict;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.batch.infrastructure.item.ItemProcessor;

class ChunkServerTest {
    private static final int MANY = 50;

    private long nanos;
    private long next = 110;
    private int served;
    private boolean stopping;
    private boolean ended;

    private ChunkServer server(ItemProcessor<ManifestEntry, DocumentOutcome> processor) {
        return new ChunkServer(
                () -> ended ? null : Leased.entry(next++),
                entry -> {
                    served++;
                    return processor.process(entry);
                },
                (entry, deaths) -> Leased.outcome(entry, Verdict.EXHAUSTED, Map.of("deaths", deaths)),
                () -> stopping,
                () -> nanos);
    }

    private static DocumentOutcome completed(ManifestEntry entry) {
        return Leased.outcome(entry, Verdict.COMPLETED, Map.of());
    }

    @Test
    void endsWithTheDocumentsAskedFor() throws Exception {
        var chunk = server(ChunkServerTest::completed).serve(Leased.at(110, MANY), 4);

        assertThat(chunk.outcomes()).extracting(DocumentOutcome::ordinal).containsExactly(110L, 111L, 112L, 113L);
    }

    @Test
    void endsWhenItHasTakenItsTime() throws Exception {
        var server = server(entry -> {
            nanos += ChunkPace.TARGET.toNanos() / 3 + 1;
            return completed(entry);
        });

        assertThat(server.serve(Leased.at(110, MANY), MANY).outcomes()).hasSize(3);
    }

    @Test
    void endsWhenItsOutcomesHaveGrownLarge() throws Exception {
        String half = "x".repeat((int) ChunkPace.MOST_CHARACTERS / 2);
        var server = server(entry -> Leased.outcome(
                entry,
                Verdict.COMPLETED,
                Map.of("pages", java.util.List.of(Map.of("text", half)), "more", java.util.Arrays.asList(1, null))));

        assertThat(server.serve(Leased.at(110, MANY), MANY).outcomes()).hasSize(2);
    }

    @Test
    void endsAfterTheDocumentAtHandWhenToldToStop() throws Exception {
        var server = server(entry -> {
            stopping = entry.ordinal() == 111;
            return completed(entry);
        });

        assertThat(server.serve(Leased.at(110, MANY), MANY).outcomes()).hasSize(2);
    }

    @Test
    void readsNoDocumentWhenToldToStopBefore() throws Exception {
        stopping = true;

        assertThat(server(ChunkServerTest::completed)
                        .serve(Leased.at(110, MANY), MANY)
                        .outcomes())
                .isEmpty();
        assertThat(next).isEqualTo(110);
    }

    @Test
    void givesADocumentThatWasLostAloneNoFurtherTry() throws Exception {
        var chunk = server(ChunkServerTest::completed).serve(Leased.at(110, MANY, 3), 1);

        assertThat(chunk.outcomes()).extracting(DocumentOutcome::verdict).containsExactly(Verdict.EXHAUSTED);
        assertThat(chunk.outcomes().get(0).payload()).containsEntry("deaths", 3L);
        assertThat(served).isZero();
    }

    @Test
    void triesASuspectedDocumentAlone() throws Exception {
        var chunk = server(ChunkServerTest::completed).serve(Leased.at(110, MANY, 2), 1);

        assertThat(chunk.outcomes()).extracting(DocumentOutcome::verdict).containsExactly(Verdict.COMPLETED);
    }

    @Test
    void neverReadsPastItsPartitionHoweverManyUnitsRejectedDocumentsHaveLeft() throws Exception {
        next = Leased.END - 3;

        var chunk = server(ChunkServerTest::completed).serve(Leased.at(Leased.END - 3, MANY), MANY);

        assertThat(chunk.outcomes()).hasSize(3);
    }

    @Test
    void refusesAManifestThatEndsBeforeThePartition() {
        ended = true;

        assertThatIllegalStateException()
                .isThrownBy(() -> server(ChunkServerTest::completed).serve(Leased.at(110, MANY), MANY))
                .withMessageContaining("manifest of run 5 ends inside partition 3, which goes to ordinal 200");
    }
}
