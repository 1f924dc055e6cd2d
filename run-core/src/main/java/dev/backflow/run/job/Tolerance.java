package dev.backflow.run.job;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How many documents may be exhausted before a run that is done counts as failed. */
public sealed interface Tolerance {
    /** The largest count; the same as the largest limit. */
    long MAX_COUNT = JobFile.MAX_LIMIT;

    /** A percentage: 0 to 100 with at most six decimals. */
    String PERCENT_PATTERN = "^(100(\\.0{1,6})?|[0-9]{1,2}(\\.[0-9]{1,6})?)%$";

    /** A number of documents, {@code tolerate: 5}. */
    record Count(long documents) implements Tolerance {
        public Count {
            if (documents < 0 || documents > MAX_COUNT) {
                throw new IllegalArgumentException("tolerated documents must be 0 to 10^12, was " + documents);
            }
        }

        @Override
        public String toString() {
            return Long.toString(documents);
        }
    }

    /** A share of the documents served, {@code tolerate: 20%}; compared exactly, without rounding. */
    record Percent(BigDecimal percent) implements Tolerance {
        public Percent {
            if (percent.signum() < 0 || percent.compareTo(BigDecimal.valueOf(100)) > 0) {
                throw new IllegalArgumentException("tolerated percent must be 0 to 100, was " + percent);
            }
            percent = percent.signum() == 0 ? BigDecimal.ZERO : percent.stripTrailingZeros();
        }

        @Override
        public String toString() {
            return percent.toPlainString() + "%";
        }
    }

    /** The percentage that a text says, or null if it says none. */
    static @Nullable Tolerance ofPercent(String text) {
        return Pattern.matches(PERCENT_PATTERN, text)
                ? new Percent(new BigDecimal(text.substring(0, text.length() - 1)))
                : null;
    }
}
