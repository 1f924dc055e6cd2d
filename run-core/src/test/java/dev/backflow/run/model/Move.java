package dev.backflow.run.model;

/**
 * One step of somebody.
 *
 * @param who a process and its slot, or -1 for neither
 * @param partition -1 for none
 * @param fault whether the step is something that goes wrong, so that nobody can count on it
 */
record Move(String who, int number, String words, int partition, boolean fault) {
    static Move slot(int slot, String words, int partition) {
        return new Move("slot", slot, words, partition, false);
    }

    static Move process(int process, String words) {
        return new Move("process", process, words, -1, false);
    }

    static Move launcher(String words) {
        return new Move("launcher", -1, words, -1, false);
    }

    static Move pausedLauncher(String words) {
        return new Move("launcher before", -1, words, -1, false);
    }

    Move asFault() {
        return new Move(who, number, words, partition, true);
    }

    @Override
    public String toString() {
        return (number < 0 ? "the " + who : who + " " + number) + " " + words
                + (partition < 0 ? "" : " partition " + partition);
    }

    /** Where steps go. */
    @FunctionalInterface
    interface Taker {
        void take(Move move, World after);
    }
}
