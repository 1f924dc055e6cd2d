package dev.backflow.launcher.report;

import dev.backflow.run.outcome.DocumentOutcome;
import dev.backflow.run.outcome.Verdict;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds rows up while they are written. */
final class Tally {
    private final Map<Verdict, Long> byVerdict = new EnumMap<>(Verdict.class);
    private long notServed;
    private long attempts;

    void add(@Nullable DocumentOutcome outcome) {
        if (outcome == null) {
            notServed++;
        } else {
            byVerdict.merge(outcome.verdict(), 1L, Long::sum);
            attempts += outcome.attempts();
        }
    }

    LedgerTotals totals() {
        var completed = count(Verdict.COMPLETED);
        var exhausted = count(Verdict.EXHAUSTED);
        var rejected = count(Verdict.REJECTED);
        var documents = completed + exhausted + rejected + notServed;
        return new LedgerTotals(documents, completed, exhausted, rejected, notServed, attempts);
    }

    private long count(Verdict verdict) {
        return byVerdict.getOrDefault(verdict, 0L);
    }
}
