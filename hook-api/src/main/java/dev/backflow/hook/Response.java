package dev.backflow.hook;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What is published for a document: a status of the hook's own choosing, and a payload of plain data.
 *
 * <p>Plain data is: {@link String}, {@link Boolean}, {@link Byte}, {@link Short}, {@link Integer}, {@link Long},
 * {@link java.math.BigInteger}, {@link java.math.BigDecimal}, finite {@link Float} and {@link Double}, {@code null}
 * (published as JSON's null), any {@link java.util.Collection} of plain data in its own order, and any {@link Map} from
 * String to plain data. Anything else, arrays, dates and enums among them, is refused and fails the attempt with the
 * path of the value. Refused as well: more than 32 levels, more than 4,194,304 characters in all (texts, keys, digits,
 * and one for every value), numbers of more than 1,000 digits or with an exponent beyond 100,000, and half a surrogate
 * pair. The payload is copied when it is handed over; later changes to it have no effect.
 *
 * @param status 1 to {@value #MAX_STATUS_LENGTH} characters, not blank, such as {@code EXTRACTED}
 * @param payload the keys and values, in the order in which they are published; may be empty
 */
public record Response(String status, Map<String, ?> payload) {

    /** The longest status, in characters. */
    public static final int MAX_STATUS_LENGTH = 100;

    /**
     * Checks the status, and takes the payload's first level as it is now.
     *
     * @throws IllegalArgumentException when the status is missing, blank or too long
     * @throws NullPointerException when there is no payload
     */
    public Response {
        if (status == null || status.isBlank()) {
            throw new IllegalArgumentException("a response needs a status that is not blank");
        }
        if (status.length() > MAX_STATUS_LENGTH) {
            throw new IllegalArgumentException("a status has at most %d characters, this one has %d"
                    .formatted(MAX_STATUS_LENGTH, status.length()));
        }
        payload = Collections.unmodifiableMap(
                new LinkedHashMap<>(Objects.requireNonNull(payload, "a response needs a payload, which may be empty")));
    }

    /**
     * A status with a payload.
     *
     * @param status 1 to {@value #MAX_STATUS_LENGTH} characters, not blank
     * @param payload plain data
     * @return the response
     * @throws IllegalArgumentException when the status is missing, blank or too long
     */
    public static Response of(String status, Map<String, ?> payload) {
        return new Response(status, payload);
    }

    /**
     * A status with an empty payload.
     *
     * @param status 1 to {@value #MAX_STATUS_LENGTH} characters, not blank
     * @return the response
     * @throws IllegalArgumentException when the status is missing, blank or too long
     */
    public static Response of(String status) {
        return new Response(status, Map.of());
    }
}
