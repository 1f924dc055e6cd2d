package dev.backflow.worker.step;

import dev.backflow.run.ledger.Lease;
import dev.backflow.run.ledger.SettledChunk;
import dev.backflow.run.outcome.DocumentOutcome;
import dev.backflow.run.outcome.Verdict;
import java.util.List;

/** The outcomes of consecutive documents, from the lease's next one on: not true before they are settled. */
record ServedChunk(Lease lease, List<DocumentOutcome> outcomes) {
    SettledChunk settledWith(String segment) {
        return new SettledChunk(
                lease.partition(),
                lease.nextOrdinal(),
                lease.nextOrdinal() + outcomes.size(),
                lease.fence(),
                count(Verdict.COMPLETED),
                count(Verdict.EXHAUSTED),
                count(Verdict.REJECTED),
                outcomes.stream().mapToLong(DocumentOutcome::attempts).sum(),
                segment);
    }

    private int count(Verdict verdict) {
        return (int) outcomes.stream().filter(o -> o.verdict() == verdict).count();
    }
}
