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

    /**
     * Holds the books against each other.
     *
     * @param passed how many documents the partitions have moved past
     * @return what does not agree, one line each; empty when the books are exact
     */
    static List<String> differences(Meter meter, ChunkTotals chunks, long passed, LedgerReport ledger) {
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
        if (chunks.documents() != passed) {
            differences.add("The partitions have moved past %d documents, the chunk rows have %d."
                    .formatted(passed, chunks.documents()));
        }
        if (chunks.rejected() != ledger.totals().rejected()) {
            differences.add("The chunk rows have %d rejected documents, the segments have %d."
                    .formatted(chunks.rejected(), ledger.totals().rejected()));
        }
        return differences;
    }

    /**
     * What must hold, beside that, of a run that is over and was not given up.
     *
     * @return what does not, one line each
     */
    static List<String> unserved(Meter meter, LedgerReport ledger) {
        long notServed = ledger.totals().notServed();
        return notServed == 0 || meter.isLimitReached()
                ? List.of()
                : List.of("%d documents were not served, although only %d of %d units are used."
                        .formatted(notServed, meter.used(), meter.limit()));
    }
}
