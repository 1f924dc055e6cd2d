package dev.backflow.run.model;

/** A worker process, and what the ledger knows of it. */
@SuppressWarnings("EnumOrdinal") // A state is nothing but small numbers.
enum Status {
    /** There is none in this place. */
    OUT,
    LIVE,
    /** Its end is decided: it serves nothing more, lets its leases go, and leaves. */
    ENDING,
    /** It lives, and may do anything, but the ledger has it as gone. */
    STRAY,
    /** Its process is dead, and the launcher has not freed what it held. */
    DEAD,
    /** It has left in good order, and the launcher has not noticed. */
    LEFT,
    /** A slot of it is stuck: it lets others finish what they have, and halts. */
    HALTING;

    private static final Status[] ALL = values();

    static Status of(World world, int process) {
        return ALL[world.get(process, Cells.OfProcess.STATUS)];
    }

    void in(World world, int process) {
        world.set(process, Cells.OfProcess.STATUS, ordinal());
    }

    boolean runs() {
        return isExpected() || this == STRAY;
    }

    /** Whether the ledger counts on it. */
    boolean isExpected() {
        return this == LIVE || isEnding();
    }

    /** Whether its end is decided, and it knows. */
    boolean isEnding() {
        return this == ENDING || this == HALTING;
    }
}
