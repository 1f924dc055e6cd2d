package dev.backflow.launcher.cli;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them. The locale never matters: what is printed today can be compared with yesterday's. */
final class Amounts {
    private static final String[] SIZES = {"bytes", "KB", "MB", "GB", "TB", "PB"};

    private Amounts() {}

    /** {@code 8s}, {@code 3m 05s} or {@code 2h 03m}. */
    static String time(Duration duration) {
        var seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return seconds + "s";
        }
        if (seconds < 3600) {
            return "%dm %02ds".formatted(seconds / 60, seconds % 60);
        }
        return "%dh %02dm".formatted(seconds / 3600, seconds % 3600 / 60);
    }

    /** One digit after the point: {@code 812.5}. */
    static String rate(double perSecond) {
        return String.format(Locale.ROOT, "%.1f", perSecond);
    }

    /** {@code 1 document}, {@code 2 documents}. */
    static String counted(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** In powers of 1000: {@code 512 bytes}, {@code 1.5 MB}. */
    static String size(long bytes) {
        double size = bytes;
        int unit = 0;
        while (size >= 999.95 && unit < SIZES.length - 1) {
            size /= 1000;
            unit++;
        }
        return unit == 0 ? bytes + (bytes == 1 ? " byte" : " bytes") : rate(size) + " " + SIZES[unit];
    }
}
