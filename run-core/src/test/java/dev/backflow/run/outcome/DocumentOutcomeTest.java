package dev.backflow.run.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DocumentOutcomeTest {
    @Test
    void bringsEveryNumberToTheFormThatJsonGivesBack() {
        var payload = new HashMap<String, @Nullable Object>();
        payload.put("int", 1);
        payload.put("short", (short) 2);
        payload.put("byte", (byte) 3);
        payload.put("small", BigInteger.TEN);
        payload.put("big", BigInteger.TWO.pow(63));
        payload.put("smallest", BigInteger.TWO.pow(63).negate());
        payload.put("whole", new BigDecimal("7"));
        payload.put("money", new BigDecimal("1.10"));
        payload.put("double", 0.1);
        payload.put("float", 0.1f);

        assertThat(Outcomes.completed(1, "a", payload).payload())
                .containsOnly(
                        Map.entry("int", 1L),
                        Map.entry("short", 2L),
                        Map.entry("byte", 3L),
                        Map.entry("small", 10L),
                        Map.entry("big", BigInteger.TWO.pow(63)),
                        Map.entry("smallest", Long.MIN_VALUE),
                        Map.entry("whole", 7L),
                        Map.entry("money", new BigDecimal("1.10")),
                        Map.entry("double", new BigDecimal("0.1")),
                        Map.entry("float", new BigDecimal("0.1")));
    }

    @Test
    void keepsItsPayloadWhenTheHookChangesItsOwn() {
        var lines = new ArrayList<@Nullable Object>(List.of("first"));
        var payload = new HashMap<String, @Nullable Object>(Map.of("lines", lines));
        var outcome = Outcomes.completed(1, "a", payload);

        lines.add("second");
        payload.clear();

        assertThat(outcome.payload()).isEqualTo(Map.of("lines", List.of("first")));
    }

    @Test
    void replacesHalfASurrogatePairInANameOnly() {
        var payload = Map.<String, @Nullable Object>of("\uD83D\uDE00 \uD83D", "\uDE00");

        assertThat(Outcomes.completed(1, "a", payload).payload()).isEqualTo(Map.of("\uD83D\uDE00 \uFFFD", "\uDE00"));
    }

    @Test
    void refusesWhatIsNotPlainDataAndSaysWhere() {
        assertRefused(Map.of("a", List.of(1, Map.of("when", Instant.EPOCH))))
                .isEqualTo(
                        "payload.a[1].when is a java.time.Instant. Use strings, numbers, booleans, lists and maps only.");
        assertRefused(Map.of("rate", Double.NaN))
                .isEqualTo("payload.rate is NaN (java.lang.Double), which JSON cannot say."
                        + " Use a finite number or a string.");
        assertRefused(Map.of("totals", Map.of(1, "a"))).isEqualTo("payload.totals has the key 1. Use strings as keys.");
    }

    @Test
    void refusesAPayloadThatHoldsItself() {
        var payload = new HashMap<String, @Nullable Object>();
        payload.put("again", payload);

        assertRefused(payload).isEqualTo("payload is nested more than 200 deep. Return a flatter payload.");
    }

    @Test
    void showsItsTimeInMillisecondsToTheMicrosecond() {
        assertThat(Outcomes.completed(0, "a", Map.of()).millis()).hasToString("12.4");
        assertThat(rejected(Duration.ofNanos(1_999), null).millis()).hasToString("0.001");
        assertThat(rejected(Duration.ofSeconds(20), null).millis()).hasToString("20000");
        assertThat(rejected(Duration.ZERO, null).millis()).hasToString("0");
    }

    @Test
    void refusesValuesThatCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Outcomes.completed(-1, "a", Map.of()))
                .withMessage("ordinal must be at least 0, was -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Outcomes.completed(0, "", Map.of()))
                .withMessage("document must not be empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rejected(Duration.ofNanos(-1), null))
                .withMessage("took must not be negative, was PT-0.000000001S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rejected(Duration.ZERO, "ABC"))
                .withMessage("sha256 must be 64 lower-case hex digits, was ABC");
    }

    private static DocumentOutcome rejected(Duration took, @Nullable String sha256) {
        return new DocumentOutcome(
                0, 0, "a", "v", Verdict.REJECTED, "DENIED", Map.of(), 0, "w", Instant.EPOCH, took, 0, sha256, null);
    }

    private static AbstractStringAssert<?> assertRefused(Map<String, @Nullable Object> payload) {
        return assertThatIllegalArgumentException()
                .isThrownBy(() -> Outcomes.completed(0, "a", payload))
                .extracting(IllegalArgumentException::getMessage, InstanceOfAssertFactories.STRING);
    }
}
