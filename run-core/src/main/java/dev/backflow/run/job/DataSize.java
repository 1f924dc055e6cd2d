package dev.backflow.run.job;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An amount of memory: whole mebibytes, written {@code 512MB} or {@code 2GB} (1GB is 1024MB, as in {@code -Xmx}). */
public record DataSize(long megabytes) {
    static final String PATTERN = "^[1-9][0-9]{0,5}(MB|GB)$";
    private static final Pattern WRITTEN = Pattern.compile("([1-9][0-9]{0,5})(MB|GB)");

    public DataSize {
        if (megabytes < 1) {
            throw new IllegalArgumentException("a data size must be at least 1MB, was " + megabytes + "MB");
        }
    }

    /** The size that a text says, or null if it says none. */
    static @Nullable DataSize of(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            return null;
        }
        return new DataSize(Long.parseLong(written.group(1)) * (written.group(2).equals("GB") ? 1024 : 1));
    }

    public long bytes() {
        return megabytes * 1024 * 1024;
    }

    @Override
    public String toString() {
        return megabytes % 1024 == 0 ? megabytes / 1024 + "GB" : megabytes + "MB";
    }
}
