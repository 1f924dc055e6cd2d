package dev.backflow.worker.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.run.ledger.SettledChunk;
import dev.backflow.run.outcome.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServedChunkTest {
    @Test
    void countsVerdictsAndAttemptsFromTheLeasesNextDocumentOn() {
        var chunk = new ServedChunk(
                Leased.at(110, 10),
                List.of(
                        Leased.outcome(Leased.entry(110), Verdict.COMPLETED, Map.of()),
                        Leased.outcome(Leased.entry(111), Verdict.REJECTED, Map.of()),
                        Leased.outcome(Leased.entry(112), Verdict.EXHAUSTED, Map.of()),
                        Leased.outcome(Leased.entry(113), Verdict.COMPLETED, Map.of())));

        assertThat(chunk.settledWith("segments/x"))
                .isEqualTo(new SettledChunk(3, 110, 114, 7, 2, 1, 1, 6, "segments/x"));
    }
}
