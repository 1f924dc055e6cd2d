package dev.backflow.run.outcome;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What became of one document.
 *
 * @param ordinal its place in the manifest, from 0
 * @param partition the partition it was served in, from 0
 * @param document its key, never empty
 * @param version what pins its content, as in the manifest
 * @param verdict how serving ended
 * @param status the word that the hook chose, never empty
 * @param payload what the hook answered: strings, numbers, booleans, lists, maps and nulls. Kept as an unmodifiable
 *     copy in which whole numbers are {@code Long} (or {@code BigInteger} beyond it) and all others {@code BigDecimal}
 * @param attempts how often the steps were begun, from 0
 * @param worker who served it
 * @param startedAt when the first attempt began
 * @param took from then until the outcome was known, all attempts together
 * @param bytes the size of the document
 * @param sha256 of the bytes that were read, as 64 lower-case hex digits; null when they were not read to their end
 * @param error what went wrong, for people; null when nothing did
 */
public record DocumentOutcome(
        long ordinal,
        int partition,
        String document,
        String version,
        Verdict verdict,
        String status,
        Map<String, @Nullable Object> payload,
        int attempts,
        String worker,
        Instant startedAt,
        Duration took,
        long bytes,
        @Nullable String sha256,
        @Nullable String error) {
    private static final long NANOS_PER_MICRO = 1_000;
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    public DocumentOutcome {
        require(ordinal >= 0, "ordinal must be at least 0, was ", ordinal);
        require(partition >= 0, "partition must be at least 0, was ", partition);
        require(!document.isEmpty(), "document must not be empty", "");
        require(!status.isEmpty(), "status must not be empty", "");
        require(attempts >= 0, "attempts must be at least 0, was ", attempts);
        require(!took.isNegative(), "took must not be negative, was ", took);
        require(bytes >= 0, "bytes must be at least 0, was ", bytes);
        require(
                sha256 == null || SHA_256.matcher(sha256).matches(),
                "sha256 must be 64 lower-case hex digits, was ",
                sha256);
        payload = PlainData.copyOf(payload);
    }

    /** How long it {@link #took} in milliseconds, to the microsecond, without trailing zeros: as it is shown. */
    public BigDecimal millis() {
        var millis = BigDecimal.valueOf(took.toNanos() / NANOS_PER_MICRO, 3).stripTrailingZeros();
        return millis.scale() < 0 ? millis.setScale(0) : millis;
    }

    private static void require(boolean holds, String message, @Nullable Object value) {
        if (!holds) {
            throw new IllegalArgumentException(message + value);
        }
    }
}
