package dev.backflow.launcher.run;

import dev.backflow.launcher.report.LedgerReport;
import dev.backflow.run.ledger.ChunkTotals;
import dev.backflow.run.ledger.Meter;
import dev.backflow.run.ledger.SettledChunk;
import dev.backflow.run.outcome.ChunkId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The three books of a run, kept apart so that they can be held against each other: meter, chunk rows, segments. */
final class RunBooks {
    private RunBooks() {}

    static Iterator<ChunkId> ids(int run, List<SettledChunk> chunks) {
        return chunks.stream()
                .map(chunk -> new ChunkId(run, chunk.partition(), chunk.firstOrdinal(), chunk.fence()))
                .iterator();
    }

    /** @return what does not agree, one line each; empty when the books are exact */
    static List<String> differences(Meter meter, ChunkTotals chunks, LedgerReport ledger) {
        var differences = new ArrayList<>(ledger.findings());
        long inSegments = ledger.totals().serviced();
        if (meter.used() != chunks.serviced()) {
            differences.add("The meter has counted %d serviced documents, the chunk rows have %d."
                    .formatted(meter.used(), chunks.serviced()));
        }
        if (chunks.serviced() != inSegments) {
            differences.add("The chunk rows have %d serviced documents, the segments have %d."
                    .formatted(chunks.serviced(), inSegments));
        }
        if (chunks.rejected() != ledger.totals().rejected()) {
            differences.add("The chunk rows have %d rejected documents, the segments have %d."
                    .formatted(chunks.rejected(), ledger.totals().rejected()));
        }
        return differences;
    }
}
