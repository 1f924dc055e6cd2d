package dev.backflow.launcher.drill;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is to be drilled.
 *
 * @param seed chooses the blows
 * @param documents how many each round has
 * @param folder in which the drill makes a folder of its own
 * @param postgres the folder above PostgreSQL's {@code bin}; null for the embedded database
 */
public record DrillOrder(
        DrillLength length,
        long seed,
        int documents,
        Path folder,
        @Nullable Path postgres) {
    /** The fewest documents of a round. */
    public static final int FEWEST_DOCUMENTS = Corpus.FEWEST;

    /** The most documents of a round. */
    public static final int MOST_DOCUMENTS = Corpus.MOST;

    public DrillOrder {
        if (documents < FEWEST_DOCUMENTS || documents > MOST_DOCUMENTS) {
            throw new IllegalArgumentException(
                    "documents must be from %d to %d, were %d".formatted(FEWEST_DOCUMENTS, MOST_DOCUMENTS, documents));
        }
    }
}
