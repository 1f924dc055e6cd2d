package dev.backflow.worker.step;

import dev.backflow.run.document.SourceDocument;
import dev.backflow.run.ledger.Lease;
import dev.backflow.run.ledger.Phase;
import dev.backflow.run.ledger.Run;
import dev.backflow.run.manifest.ManifestEntry;
import dev.backflow.run.outcome.DocumentOutcome;
import dev.backflow.run.outcome.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Leases, documents and outcomes for tests without a database: partition 3 of run 5, ordinals 100 to 199. */
public final class Leased {
    public static final long FIRST = 100;
    public static final long END = 200;

    private Leased() {}

    public static Lease at(long nextOrdinal, long granted) {
        return at(nextOrdinal, granted, 0);
    }

    static Lease at(long nextOrdinal, long granted, int deaths) {
        return new Lease(run(), 3, "w1-1", 7, FIRST, END, 0, granted, nextOrdinal, nextOrdinal + 10, deaths);
    }

    private static Run run() {
        return new Run(
                9,
                "invoices",
                5,
                true,
                1,
                "here:/data",
                0,
                Phase.SERVE,
                false,
                null,
                "inline",
                "a".repeat(64),
                "b".repeat(64),
                1L,
                1000L,
                0L,
                Instant.EPOCH,
                null,
                "/data/runs/5");
    }

    static ManifestEntry entry(long ordinal) {
        return new ManifestEntry(ordinal, new SourceDocument("doc-" + ordinal, "v1", 3));
    }

    static DocumentOutcome outcome(ManifestEntry entry, Verdict verdict, Map<String, @Nullable Object> payload) {
        return new DocumentOutcome(
                entry.ordinal(),
                3,
                entry.document().key(),
                entry.document().version(),
                verdict,
                "DONE",
                payload,
                verdict == Verdict.REJECTED ? 0 : 2,
                "w1-1",
                Instant.EPOCH,
                Duration.ZERO,
                3,
                null,
                null);
    }
}
