package dev.backflow.run.simulator;

/** What happens when a hook is given a document of a simulation. */
enum Nature {
    COMPLETED(false),
    EXHAUSTED(false),
    REJECTED(false),
    /** The process dies whenever a step gets the document. */
    DEADLY(true),
    /** It also dies when the hook is asked what to answer for the document. */
    DEADLY_TWICE(true),
    /** A step takes all memory there is. */
    GREEDY(true),
    /** A step never ends. */
    HANGING(true);

    private final boolean poison;

    Nature(boolean poison) {
        this.poison = poison;
    }

    boolean isPoison() {
        return poison;
    }
}
