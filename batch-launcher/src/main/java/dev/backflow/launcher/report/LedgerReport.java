package dev.backflow.launcher.report;

import java.util.List;

/**
 * What came of writing the ledger files.
 *
 * @param findings where manifest and segments contradict each other, one sentence each, at most
 *     {@value Findings#MAX_KEPT}
 * @param findingCount how many there are, with those that are not kept
 */
public record LedgerReport(LedgerTotals totals, List<String> findings, long findingCount) {
    public LedgerReport {
        findings = List.copyOf(findings);
        if (findingCount < findings.size()) {
            throw new IllegalArgumentException(
                    "finding count must be at least %d, was %d".formatted(findings.size(), findingCount));
        }
    }

    /** Whether every document has one outcome or none, and every outcome a document. */
    public boolean isConsistent() {
        return findingCount == 0;
    }
}
