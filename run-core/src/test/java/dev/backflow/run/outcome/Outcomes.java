package dev.backflow.run.outcome;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Outcomes for tests. */
final class Outcomes {
    static final String SHA_256 = "0123456789abcdef".repeat(4);

    private Outcomes() {}

    static DocumentOutcome completed(long ordinal, String document, Map<String, @Nullable Object> payload) {
        return new DocumentOutcome(
                ordinal,
                3,
                document,
                "5-1700000000000000000-42",
                Verdict.COMPLETED,
                "EXTRACTED",
                payload,
                1,
                "worker-1",
                Instant.parse("2026-01-02T03:04:05.000000006Z"),
                Duration.ofNanos(12_400_001),
                5,
                SHA_256,
                null);
    }

    static DocumentOutcome exhausted(long ordinal, String document, String error) {
        return new DocumentOutcome(
                ordinal,
                3,
                document,
                "v1",
                Verdict.EXHAUSTED,
                "NEEDS_REVIEW",
                Map.of(),
                3,
                "worker-1",
                Instant.EPOCH,
                Duration.ZERO,
                0,
                null,
                error);
    }
}
