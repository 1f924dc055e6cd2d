package dev.backflow.launcher.report;

import java.util.ArrayList;
import java.util.List;

/** Keeps the first contradictions and counts the rest: a lost disk must not fill the memory with sentences. */
final class Findings {
    static final int MAX_KEPT = 20;

    private final List<String> kept = new ArrayList<>();
    private long count;

    void add(String finding) {
        count++;
        if (kept.size() < MAX_KEPT) {
            kept.add(finding);
        }
    }

    LedgerReport report(LedgerTotals totals) {
        return new LedgerReport(totals, kept, count);
    }
}
