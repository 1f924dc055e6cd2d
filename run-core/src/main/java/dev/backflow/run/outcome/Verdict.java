package dev.backflow.run.outcome;

import java.util.Locale;

/** How serving a document ended. */
public enum Verdict {
    /** The hook's steps ran to their end. */
    COMPLETED,
    /** Every attempt failed. */
    EXHAUSTED,
    /** The hook's authorization said no; no step ran. */
    REJECTED;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** Whether the document counts against the limit: completed and exhausted ones do, rejected ones never. */
    public boolean serviced() {
        return this != REJECTED;
    }

    /** The name in segments, results and ledger files: {@code completed}, {@code exhausted} or {@code rejected}. */
    public String word() {
        return word;
    }

    /**
     * The verdict of that {@link #word()}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Verdict ofWord(String word) {
        for (var verdict : values()) {
            if (verdict.word.equals(word)) {
                return verdict;
            }
        }
        throw new IllegalArgumentException("outcome must be completed, exhausted or rejected, was " + word);
    }
}
