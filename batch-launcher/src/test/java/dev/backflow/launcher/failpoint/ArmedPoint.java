package dev.backflow.launcher.failpoint;

import dev.backflow.run.failpoint.Failpoint;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A point and what happens there: {@code settle.before=halt}, {@code settle.before=halt@3} at the third hit of a
 * process, {@code worker/settle.before=halt} only in a worker process, {@code launcher/...} only in the launcher,
 * {@code worker.beat=halt>hook.before@150} at the first hit after the process has come by another point 150 times.
 *
 * @param process {@code worker}, {@code launcher}, or empty for either
 * @param hit from 1, and counted from {@code after} on
 * @param after what the process must have come by before, as often as it says; null where that is nothing
 */
record ArmedPoint(
        String text,
        String process,
        Failpoint point,
        Fault fault,
        int hit,
        @Nullable PointHit after) {
    /** One of the times at which a process comes by a point. */
    record PointHit(Failpoint point, int hit) {
        private static PointHit of(String text) {
            int at = text.indexOf('@');
            return new PointHit(ArmedPoint.point(at < 0 ? text : text.substring(0, at)), ArmedPoint.hit(at, text));
        }
    }

    /** @param text such points with a semicolon between them */
    static List<ArmedPoint> list(String text) {
        return Arrays.stream(text.split(";"))
                .filter(each -> !each.isBlank())
                .map(ArmedPoint::of)
                .toList();
    }

    static ArmedPoint of(String text) {
        int later = text.indexOf('>');
        String armed = later < 0 ? text : text.substring(0, later);
        int slash = armed.indexOf('/');
        int equals = armed.indexOf('=');
        int at = armed.lastIndexOf('@');
        if (equals < 0) {
            throw new IllegalArgumentException("write POINT=FAULT or POINT=FAULT@N, not " + text);
        }
        boolean anyProcess = slash < 0 || slash > equals;
        return new ArmedPoint(
                text,
                anyProcess ? "" : armed.substring(0, slash),
                point(armed.substring(anyProcess ? 0 : slash + 1, equals)),
                Fault.of(armed.substring(equals + 1, at < 0 ? armed.length() : at)),
                hit(at, armed),
                later < 0 ? null : PointHit.of(text.substring(later + 1)));
    }

    boolean isFor(String someProcess, Failpoint somePoint) {
        return point == somePoint && (process.isEmpty() || process.equals(someProcess));
    }

    private static Failpoint point(String text) {
        return Failpoint.valueOf(text.toUpperCase(Locale.ROOT).replace('.', '_'));
    }

    private static int hit(int at, String text) {
        return at < 0 ? 1 : Integer.parseInt(text.substring(at + 1));
    }
}
