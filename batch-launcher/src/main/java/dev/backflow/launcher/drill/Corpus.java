package dev.backflow.launcher.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The documents that a drill makes up. Their names tell what the hook does with them: a few fail in every attempt, a few
 * are refused, and they lie among all others.
 *
 * @param documents how many, from {@value #FEWEST} to {@value #MOST}
 */
record Corpus(int documents) {
    static final int FEWEST = 50;
    static final int MOST = 50_000;

    private static final int EACH_FAILING = 40;
    private static final int EACH_REJECTED = 50;

    Corpus {
        if (documents < FEWEST || documents > MOST) {
            throw new IllegalArgumentException(
                    "documents must be from %d to %d, were %d".formatted(FEWEST, MOST, documents));
        }
    }

    /** What becomes of a document when it is served, however often its processes are killed. */
    enum Fate {
        COMPLETED("completed READ", 1),
        EXHAUSTED("exhausted GIVEN_UP", 3),
        REJECTED("rejected REJECTED", 0);

        final String outcome;
        final int attempts;

        Fate(String outcome, int attempts) {
            this.outcome = outcome;
            this.attempts = attempts;
        }
    }

    /** The names of all documents in the order of a manifest. */
    List<String> names() {
        return IntStream.range(0, documents).mapToObj(Corpus::name).toList();
    }

    static Fate fate(String name) {
        if (name.contains("fail")) {
            return Fate.EXHAUSTED;
        }
        return name.contains("reject") ? Fate.REJECTED : Fate.COMPLETED;
    }

    /** How many can be serviced: those that the hook does not refuse. */
    long serviceable() {
        return names().stream().filter(name -> fate(name) != Fate.REJECTED).count();
    }

    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String name : names()) {
            Files.writeString(folder.resolve(name), "content of " + name + "\n");
        }
    }

    private static String name(int number) {
        String kind = "ok";
        if (number % EACH_FAILING == EACH_FAILING / 2) {
            kind = "fail";
        } else if (number % EACH_REJECTED == EACH_REJECTED / 2) {
            kind = "reject";
        }
        return "%05d-%s.txt".formatted(number, kind);
    }
}
