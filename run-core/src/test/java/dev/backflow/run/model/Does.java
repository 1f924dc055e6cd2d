package dev.backflow.run.model;

/** What a slot is about, between two of its transactions. */
@SuppressWarnings("EnumOrdinal") // A state is nothing but small numbers.
enum Does {
    IDLE,
    /** It has read the run and a candidate, and has not claimed it yet. */
    CLAIMS,
    /** It got no answer to its claim. */
    DOUBTS_CLAIM,
    /** It has claimed, and waits for its turn in its process. */
    LEASED,
    /** It has its turn and a grant: the chunk is begun. */
    BEGUN,
    /** Documents have outcomes, durable and unsettled. */
    SERVED,
    /** It has settled, holds the next grant, and waits for its next turn. */
    BETWEEN,
    /** It is about to let the lease go. */
    LEAVES,
    /** A document does not come back, so the lease is kept until the process is dead. */
    STUCK,
    /** It could not reach the database to let its lease go, and its process is about to end. */
    KEEPS;

    private static final Does[] ALL = values();

    static Does of(World world, int slot) {
        return ALL[world.get(slot, Cells.OfSlot.DOES)];
    }

    void in(World world, int slot) {
        world.set(slot, Cells.OfSlot.DOES, ordinal());
    }
}
