package dev.backflow.run.model;

/** The protocol as it is, and broken in one way each. */
enum Flaw {
    NONE,
    /** The guard knows the owner, but not the fence. */
    NO_FENCE,
    /** The guard knows neither owner nor fence. */
    NO_GUARD,
    /** Documents are served without units, and counted when they are settled. */
    NO_GRANT,
    /** A take-over gives the grants back to the meter, though the partitions keep them. */
    GRANT_RELEASED_ON_TAKE_OVER,
    /** Nothing tells a chunk that was settled before: neither its key nor the ordinal and the grant in the guard. */
    NO_CHUNK_KEY,
    /** Who gets no answer to a settle counts its units again when it finds the chunk's row. */
    LOST_ANSWER_COUNTED_AGAIN,
    /** The run is over as soon as all units are granted. */
    LIMIT_DECLARED_ON_GRANTED,
    /** A slot that got no unit keeps the partition and asks again. */
    HELD_WHILE_WAITING,
    /** What a launcher writes is not guarded by its epoch. */
    NO_EPOCH_IN_THE_LAUNCHERS_GUARD,
    /** A take-over is known by the epoch alone, which the worker's guard does not look at. */
    NO_EPOCH_IN_THE_WORKERS_GUARD,
    /** A lapsed lease counts as a death. */
    LAPSE_COUNTED_AS_DEATH,
    /** A death counts also where nothing had been begun. */
    DEATH_COUNTED_UNBEGUN,
    /** After two deaths documents are still served by the chunk, and the first of them is blamed for the third. */
    DEATH_BLAMES_THE_NEXT,
    /** After two deaths documents are served one by one, but beside those of other slots. */
    NO_SOLITUDE,
    /** A slot ends its turn alone before it has let its lease go. */
    SOLITUDE_ENDS_BEFORE_RELEASE,
    /** A slot takes its turn, and units, though its process is ending. */
    BEGUN_WHILE_ENDING,
    /** A lease gets all units that it lacks for its chunk, or none. */
    GRANT_ALL_OR_NOTHING,
    /** Claims look neither at the phase nor at whether the run is stopping. */
    CLAIM_IGNORES_PHASE,
    /** When the meter has no unit to give, nothing is claimed, not even a partition that holds some. */
    CLAIM_SKIPS_GRANTED,
    /** Claiming leaves the fence as it is. */
    CLAIM_KEEPS_FENCE,
    /** A slot that got no answer to a claim forgets about it. */
    CLAIM_WITHOUT_ANSWER_FORGOTTEN,
    /** The last settle leaves unused units with the partition that is done. */
    FINISH_KEEPS_GRANT,
    /** A run is closed without giving its grants back. */
    CLOSE_KEEPS_GRANT,
    /** Rejected documents use up their units. */
    REJECTED_COUNTED,
    /** A freed partition gets the fence that it had when it was planned. */
    FREE_RESETS_FENCE
}
