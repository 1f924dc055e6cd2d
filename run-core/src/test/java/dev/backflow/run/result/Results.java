package dev.backflow.run.result;

import dev.backflow.run.outcome.DocumentOutcome;
import dev.backflow.run.outcome.Verdict;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Outcomes for tests. */
public final class Results {
    private Results() {}

    public static DocumentOutcome completed(long ordinal, String document) {
        return new DocumentOutcome(
                ordinal,
                3,
                document,
                "v-" + ordinal,
                Verdict.COMPLETED,
                "EXTRACTED",
                Map.of("total", new BigDecimal("1.10")),
                1,
                "worker-1",
                Instant.parse("2026-01-02T03:04:05Z"),
                Duration.ofNanos(12_400_000),
                5_120,
                "0123456789abcdef".repeat(4),
                null);
    }

    public static DocumentOutcome rejected(long ordinal, String document) {
        return new DocumentOutcome(
                ordinal,
                3,
                document,
                "v-" + ordinal,
                Verdict.REJECTED,
                "DENIED",
                Map.of(),
                0,
                "worker-1",
                Instant.EPOCH,
                Duration.ZERO,
                7,
                null,
                "unknown tenant\nin line 2");
    }
}
