package dev.backflow.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.launcher.report.LedgerReport;
import dev.backflow.launcher.report.LedgerTotals;
import dev.backflow.run.ledger.ChunkTotals;
import dev.backflow.run.ledger.Meter;
import dev.backflow.run.ledger.SettledChunk;
import dev.backflow.run.outcome.ChunkId;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunBooksTest {
    private static final ChunkTotals CHUNKS = new ChunkTotals(2, 8, 1, 2, 12);

    @Test
    void findsNothingInExactBooks() {
        assertThat(RunBooks.differences(new Meter(10, 9, 1), CHUNKS, 11, ledger(8, 1, 2)))
                .isEmpty();
    }

    @Test
    void holdsMeterChunksAndSegmentsAgainstEachOther() {
        assertThat(RunBooks.differences(new Meter(10, 10, 0), CHUNKS, 11, ledger(7, 1, 3)))
                .containsExactly(
                        "The meter has counted 10 serviced documents, the chunk rows have 9.",
                        "The chunk rows have 9 serviced documents, the segments have 8.",
                        "The chunk rows have 2 rejected documents, the segments have 3.");
    }

    @Test
    void tellsWhatTheSegmentsContradictFirst() {
        var ledger = new LedgerReport(new LedgerTotals(11, 8, 1, 2, 0, 12), List.of("Two outcomes."), 1);

        assertThat(RunBooks.differences(new Meter(10, 9, 0), CHUNKS, 11, ledger))
                .containsExactly("Two outcomes.");
    }

    @Test
    void findsDocumentsThatNoChunkHolds() {
        assertThat(RunBooks.differences(new Meter(10, 9, 0), CHUNKS, 12, ledger(8, 1, 2)))
                .containsExactly("The partitions have moved past 12 documents, the chunk rows have 11.");
    }

    @Test
    void findsDocumentsThatWereLeftWhileThereWereUnits() {
        var oneLeft = ledger(8, 1, 1);

        assertThat(RunBooks.unserved(new Meter(10, 9, 0), oneLeft))
                .containsExactly("1 documents were not served, although only 9 of 10 units are used.");
        assertThat(RunBooks.unserved(new Meter(9, 9, 0), oneLeft)).isEmpty();
        assertThat(RunBooks.unserved(new Meter(10, 9, 0), ledger(8, 1, 2))).isEmpty();
    }

    @Test
    void namesSegmentsByTheFenceOfTheirSettle() {
        var chunk = new SettledChunk(3, 40, 42, 7, 1, 1, 0, 4, "outcomes/any");

        assertThat(RunBooks.ids(17, List.of(chunk))).toIterable().containsExactly(new ChunkId(17, 3, 40, 7));
    }

    private static LedgerReport ledger(long completed, long exhausted, long rejected) {
        var totals = new LedgerTotals(11, completed, exhausted, rejected, 11 - completed - exhausted - rejected, 12);
        return new LedgerReport(totals, List.of(), 0);
    }
}
