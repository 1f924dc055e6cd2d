package dev.backflow.launcher.drill;

import java.util.List;

/**
 * What the books of a round say against it.
 *
 * @param lost documents that have no row, or were left although the limit was not reached, or have lost their result
 * @param countedTwice rows and results beyond one for a document, and units of the meter beyond the serviced ones
 * @param overshoot units of the meter beyond the limit
 * @param differences all of that and more, a sentence each
 */
record Findings(long lost, long countedTwice, long overshoot, List<String> differences) {
    Findings {
        differences = List.copyOf(differences);
    }
}
