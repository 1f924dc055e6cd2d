package dev.backflow.launcher.failpoint;

import dev.backflow.run.failpoint.Failpoint;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A point and what happens there: {@code settle.before=halt}, {@code settle.before=halt@3} at the third hit of a
 * process, {@code worker/settle.before=halt} only in a worker process, {@code launcher/...} only in the launcher.
 *
 * @param process {@code worker}, {@code launcher}, or empty for either
 * @param hit from 1
 */
record ArmedPoint(String text, String process, Failpoint point, Fault fault, int hit) {
    /** @param text such points with a semicolon between them */
    static List<ArmedPoint> list(String text) {
        return Arrays.stream(text.split(";"))
                .filter(each -> !each.isBlank())
                .map(ArmedPoint::of)
                .toList();
    }

    static ArmedPoint of(String text) {
        int slash = text.indexOf('/');
        int equals = text.indexOf('=');
        int at = text.lastIndexOf('@');
        if (equals < 0) {
            throw new IllegalArgumentException("write POINT=FAULT or POINT=FAULT@N, not " + text);
        }
        boolean anyProcess = slash < 0 || slash > equals;
        return new ArmedPoint(
                text,
                anyProcess ? "" : text.substring(0, slash),
                Failpoint.valueOf(text.substring(anyProcess ? 0 : slash + 1, equals)
                        .toUpperCase(Locale.ROOT)
                        .replace('.', '_')),
                Fault.of(text.substring(equals + 1, at < 0 ? text.length() : at)),
                at < 0 ? 1 : Integer.parseInt(text.substring(at + 1)));
    }

    boolean isFor(String someProcess, Failpoint somePoint, int someHit) {
        return point == somePoint && hit == someHit && (process.isEmpty() || process.equals(someProcess));
    }
}
