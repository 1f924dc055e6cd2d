package dev.backflow.launcher.drill;

import java.util.List;

/**
 * What one round came to.
 *
 * @param outcomes what became of its documents
 * @param used what its meter counted
 * @param limit what it might have
 * @param calls how often the hook was called
 * @param launchers how many were started
 * @param processesLeft how many of its processes were alive after its end
 * @param differences between what is and what must be, those of the findings among them, a sentence each
 */
record RoundResult(
        int round,
        Outcomes outcomes,
        long used,
        long limit,
        long calls,
        int launchers,
        KillCount struck,
        Findings findings,
        int processesLeft,
        List<String> differences) {
    RoundResult {
        differences = List.copyOf(differences);
    }

    /** How many documents ended as what. */
    record Outcomes(long completed, long exhausted, long rejected, long notServed) {
        static final Outcomes NONE = new Outcomes(0, 0, 0, 0);

        static Outcomes of(RoundBooks books) {
            return new Outcomes(
                    count(books, "completed "),
                    count(books, "exhausted "),
                    count(books, "rejected "),
                    count(books, "not-served "));
        }

        Outcomes plus(Outcomes other) {
            return new Outcomes(
                    completed + other.completed,
                    exhausted + other.exhausted,
                    rejected + other.rejected,
                    notServed + other.notServed);
        }

        private static long count(RoundBooks books, String outcome) {
            return books.rows().stream()
                    .filter(row -> row.outcome().startsWith(outcome))
                    .count();
        }
    }

    boolean isGood() {
        return differences.isEmpty();
    }

    String line() {
        return "Round %d: %d kills survived by %d launchers, %d documents, meter %d of %d, %s."
                .formatted(
                        round,
                        struck.kills(),
                        launchers,
                        outcomes.completed() + outcomes.exhausted() + outcomes.rejected() + outcomes.notServed(),
                        used,
                        limit,
                        isGood() ? "exact" : differences.size() + " differences");
    }
}
