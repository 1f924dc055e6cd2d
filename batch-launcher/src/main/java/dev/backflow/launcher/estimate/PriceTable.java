package dev.backflow.launcher.estimate;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeSet;

/**
 * What AWS asks for, on one day in one region.
 *
 * @param date when these were the list prices
 * @param currency an ISO 4217 code
 * @param cpuHour of one processor on Fargate, {@code spotCpuHour} of a spare one
 * @param gbHour of one GB of a task's memory, {@code spotGbHour} of a spare one
 * @param endpointZoneHour of one interface endpoint in one zone, for each hour begun
 * @param endpointGb through an interface endpoint
 * @param logGb of log taken in
 * @param s3Put of one request that writes, copies or lists
 * @param s3Get of one request that reads
 */
public record PriceTable(
        LocalDate date,
        String region,
        String currency,
        double cpuHour,
        double gbHour,
        double spotCpuHour,
        double spotGbHour,
        double endpointZoneHour,
        double endpointGb,
        double logGb,
        double s3Put,
        double s3Get) {
    private static final String BUILT_IN = "prices.properties";

    /** The table that this version carries. */
    public static PriceTable builtIn() {
        try (InputStream in = Objects.requireNonNull(PriceTable.class.getResourceAsStream(BUILT_IN), BUILT_IN)) {
            return read(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a table of the form of the built-in one.
     *
     * @throws IllegalArgumentException naming everything that is missing, unknown or wrong
     */
    public static PriceTable parse(String text) {
        try {
            return read(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PriceTable read(Reader reader) throws IOException {
        var properties = new Properties();
        properties.load(reader);
        var lines = new Lines(properties);
        var table = new PriceTable(
                lines.date(),
                lines.text("region"),
                lines.text("currency"),
                lines.price("fargate.cpu-hour"),
                lines.price("fargate.gb-hour"),
                lines.price("fargate-spot.cpu-hour"),
                lines.price("fargate-spot.gb-hour"),
                lines.price("endpoint.zone-hour"),
                lines.price("endpoint.gb"),
                lines.price("logs.gb"),
                lines.price("s3.put"),
                lines.price("s3.get"));
        lines.throwIfWrong();
        return table;
    }

    /** Takes the lines one by one and keeps what is wrong with them. */
    private static final class Lines {
        private final Properties lines;
        private final TreeSet<String> unread;
        private final List<String> faults = new ArrayList<>();

        Lines(Properties lines) {
            this.lines = lines;
            this.unread = new TreeSet<>(lines.stringPropertyNames());
        }

        String text(String key) {
            unread.remove(key);
            String value = lines.getProperty(key, "").trim();
            if (value.isEmpty()) {
                faults.add(key + " is missing");
            }
            return value;
        }

        double price(String key) {
            String value = text(key);
            if (!value.isEmpty() && !value.matches("[0-9]{1,6}(\\.[0-9]{1,12})?")) {
                faults.add("%s is '%s', not a price from 0".formatted(key, value));
                return 0;
            }
            return value.isEmpty() ? 0 : Double.parseDouble(value);
        }

        LocalDate date() {
            String value = text("date");
            try {
                return value.isEmpty() ? LocalDate.EPOCH : LocalDate.parse(value);
            } catch (DateTimeParseException e) {
                faults.add("date is '%s', not one like 2026-03-01".formatted(value));
                return LocalDate.EPOCH;
            }
        }

        void throwIfWrong() {
            unread.forEach(key -> faults.add(key + " is not known"));
            if (!faults.isEmpty()) {
                throw new IllegalArgumentException(String.join("; ", faults));
            }
        }
    }
}
