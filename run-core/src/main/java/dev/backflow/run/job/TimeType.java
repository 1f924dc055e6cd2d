package dev.backflow.run.job;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A length of time: a whole number and one unit, {@code 90s}, {@code 45m}, {@code 2h} or {@code 1d}. */
record TimeType(String min, String max) implements ValueType {
    private static final String PATTERN = "^[1-9][0-9]{0,5}[smhd]$";
    private static final Pattern WRITTEN = Pattern.compile("([1-9][0-9]{0,5})([smhd])");

    static TimeType of(RecordKey key) {
        Within within = key.annotation(Within.class);
        if (within == null) {
            throw new IllegalStateException("a time key says how long: " + key.component());
        }
        return new TimeType(within.min(), within.max());
    }

    @Override
    public Object read(Value value, Reading reading) throws RefusedValueException {
        Duration time = value instanceof Scalar scalar ? time(scalar.text()) : null;
        if (time == null || time.compareTo(known(min)) < 0 || time.compareTo(known(max)) > 0) {
            throw new RefusedValueException(
                    "Write a whole number with its unit, s, m, h or d, from %s to %s.".formatted(min, max));
        }
        return time;
    }

    private static @Nullable Duration time(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            return null;
        }
        long number = Long.parseLong(written.group(1));
        return switch (written.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    private static Duration known(String text) {
        Duration time = time(text);
        if (time == null) {
            throw new IllegalStateException("not a time: " + text);
        }
        return time;
    }

    @Override
    public Map<String, Object> schema() {
        return ValueType.keywords("type", "string", "pattern", PATTERN);
    }

    @Override
    public Object defaultValue(String written) {
        return known(written);
    }

    @Override
    public String summary() {
        return "`%s` to `%s`".formatted(min, max);
    }
}
