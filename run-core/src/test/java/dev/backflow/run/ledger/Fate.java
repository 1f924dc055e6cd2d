package dev.backflow.run.ledger;

import java.util.Arrays;
import java.util.Random;

/** What becomes of a document of a simulation, whoever serves it. */
enum Fate {
    COMPLETED,
    EXHAUSTED,
    REJECTED;

    /** One fate per document; one in ten of those that are not rejected is exhausted. */
    static Fate[] draw(int documents, int rejectedPercent, Random random) {
        var fates = new Fate[documents];
        for (int i = 0; i < documents; i++) {
            boolean rejected = random.nextInt(100) < rejectedPercent;
            fates[i] = rejected ? REJECTED : random.nextInt(10) == 0 ? EXHAUSTED : COMPLETED;
        }
        return fates;
    }

    /** How many of the documents {@code [first, end)} share this fate. */
    int among(Fate[] fates, long first, long end) {
        return (int) Arrays.stream(fates, (int) first, (int) end)
                .filter(this::equals)
                .count();
    }
}
