package dev.backflow.launcher.plan;

/**
 * Partitions that follow each other and that a restart treats alike.
 *
 * @param kind what they have in common
 * @param lastPartition the last one, which is the first one when it is alone
 * @param endOrdinal exclusive
 * @param done documents that are settled, and stay so
 * @param again documents that somebody had begun and not settled
 * @param open documents that nobody had begun
 * @param units units of the limit that are set aside for them
 * @param unpublished documents among the settled ones whose results may not have their final names yet
 * @param why what a restart makes of them, and for what reason; a phrase
 */
public record PartitionStretch(
        Kind kind,
        int firstPartition,
        int lastPartition,
        long firstOrdinal,
        long endOrdinal,
        long done,
        long again,
        long open,
        long units,
        long unpublished,
        String why) {
    /** How far partitions are. */
    public enum Kind {
        /** All documents are settled. */
        DONE,
        /** Some documents were begun and not settled. */
        BEGUN,
        /** Some documents are settled, and nobody has begun the others. */
        PARTLY_DONE,
        /** Nobody has begun any document. */
        UNTOUCHED,
        /** The run ended without them. */
        NOT_SERVED
    }

    boolean continues(PartitionStretch before) {
        return kind == before.kind && kind != Kind.BEGUN;
    }

    /** Both as one; the one given follows this one. */
    PartitionStretch with(PartitionStretch next) {
        return new PartitionStretch(
                kind,
                firstPartition,
                next.lastPartition,
                firstOrdinal,
                next.endOrdinal,
                done + next.done,
                again + next.again,
                open + next.open,
                units + next.units,
                unpublished + next.unpublished,
                why);
    }
}
