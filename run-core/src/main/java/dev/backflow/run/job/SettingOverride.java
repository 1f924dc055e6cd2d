package dev.backflow.run.job;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One value given on the command line in place of the job file's: {@code --set key=value} or {@code --limit=N}.
 *
 * @param key dotted, for example {@code workers.slots}
 * @param value a single value; lists and mappings are written in the file
 * @param option how problems name it, as it was typed
 */
public record SettingOverride(String key, String value, String option) {
    private static final Pattern KEY = Pattern.compile("[^.\\s=]+(\\.[^.\\s=]+)*");

    public SettingOverride {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException(
                    "%s is not a key. Write --set key=value, for example --set workers.slots=4."
                            .formatted(Quoted.of(key)));
        }
    }

    /**
     * Reads the argument of {@code --set}.
     *
     * @throws IllegalArgumentException with a sentence for the user if it is not {@code key=value}
     */
    public static SettingOverride of(String keyAndValue) {
        int equals = keyAndValue.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException(
                    "--set %s has no key and value. Write --set key=value, for example --set workers.slots=4."
                            .formatted(Quoted.of(keyAndValue)));
        }
        String key = keyAndValue.substring(0, equals);
        String value = keyAndValue.substring(equals + 1);
        // A password typed by mistake must not reach a log by way of a message.
        boolean secret =
                key.startsWith("repository") || key.toLowerCase(Locale.ROOT).contains("password");
        String shown = secret ? "..." : Quoted.oneLine(value, 60);
        return new SettingOverride(key, value, "--set " + Quoted.oneLine(key, 60) + "=" + shown);
    }

    /** The argument of {@code --limit}. */
    public static SettingOverride limit(String value) {
        return new SettingOverride("limit", value, "--limit=" + Quoted.oneLine(value, 60));
    }

    List<String> path() {
        return List.of(key.split("\\."));
    }

    Scalar scalar() {
        return new Scalar(value, Scalar.Style.TYPED, Place.onCommandLine(option));
    }
}
