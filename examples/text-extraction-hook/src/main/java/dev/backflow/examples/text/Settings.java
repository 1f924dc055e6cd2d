package dev.backflow.examples.text;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the job file can set.
 *
 * @param language the language of numbers and dates in spreadsheets; key {@code language}, default {@code en}
 * @param maxCharacters how much of the text goes into the payload; key {@code max-characters}, default 100,000
 * @param maxBytes how large a document may be; key {@code max-bytes}, default 100,000,000
 */
record Settings(Locale language, int maxCharacters, int maxBytes) {
    private static final Set<String> KEYS = new TreeSet<>(Set.of("language", "max-bytes", "max-characters"));
    private static final int MOST_CHARACTERS = 1_000_000;
    private static final int MOST_BYTES = 1_000_000_000;

    static Settings from(Map<String, Object> settings) {
        for (String key : settings.keySet()) {
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException("Unknown setting '%s'. Known are %s.".formatted(key, KEYS));
            }
        }
        return new Settings(
                language(settings.getOrDefault("language", "en")),
                number("max-characters", settings.getOrDefault("max-characters", 100_000), MOST_CHARACTERS),
                number("max-bytes", settings.getOrDefault("max-bytes", 100_000_000), MOST_BYTES));
    }

    private static Locale language(Object value) {
        if (value instanceof String tag && tag.matches("[a-z]{2,3}(-[A-Z]{2})?")) {
            return Locale.forLanguageTag(tag);
        }
        throw new IllegalArgumentException(
                "The setting language is %s. Use a language tag such as en or de-AT.".formatted(value));
    }

    private static int number(String key, Object value, int most) {
        if (value instanceof Number number
                && number.doubleValue() == Math.rint(number.doubleValue())
                && number.doubleValue() >= 0
                && number.doubleValue() <= most) {
            return number.intValue();
        }
        throw new IllegalArgumentException(
                "The setting %s is %s. Use a whole number from 0 to %d.".formatted(key, value, most));
    }
}
