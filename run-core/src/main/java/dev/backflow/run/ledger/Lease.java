package dev.backflow.run.ledger;

/**
 * The right of one worker to one partition, as of the claim or of the last write under it. Only the holder changes
 * these numbers while the fence stands, so they need not be read again.
 *
 * @param run the run, as it was when the partition was claimed; its epoch guards every write
 * @param fence the number that proves the lease; it only grows
 * @param endOrdinal exclusive
 * @param byteOffset where the partition's first document stands in the manifest
 * @param granted units of the meter that the partition holds
 * @param nextOrdinal the first document without an outcome
 * @param chunkEnd end (exclusive) of the chunk that was begun last, perhaps by an earlier holder
 * @param deaths how often a worker died in that chunk; from 2 on its documents are served alone
 */
public record Lease(
        Run run,
        int partition,
        String worker,
        long fence,
        long firstOrdinal,
        long endOrdinal,
        long byteOffset,
        long granted,
        long nextOrdinal,
        long chunkEnd,
        int deaths) {
    /** From this many deaths on, the rest of the chunk is served one document at a time, alone in its process. */
    public static final int DEATHS_BEFORE_ALONE = 2;

    /** Two, one alone, and one while the hook answered for the document: the next owner gives it up by itself. */
    static final int MOST_DEATHS = DEATHS_BEFORE_ALONE + 2;

    public boolean isFinished() {
        return nextOrdinal == endOrdinal;
    }

    public boolean isServedAlone() {
        return deaths >= DEATHS_BEFORE_ALONE && nextOrdinal < chunkEnd;
    }

    /** Whether a worker died while the next document, and no other, was being served: it gets no further try. */
    public boolean hasLostItsNextDocumentAlone() {
        return deaths > DEATHS_BEFORE_ALONE && nextOrdinal < chunkEnd;
    }

    /** Whether the chunk is what this lease may settle next. */
    boolean covers(SettledChunk chunk) {
        return chunk.partition() == partition
                && chunk.fence() == fence
                && chunk.firstOrdinal() == nextOrdinal
                && chunk.endOrdinal() <= endOrdinal
                && chunk.serviced() <= granted;
    }

    Lease granted(long units, long newChunkEnd) {
        return moved(units, nextOrdinal, newChunkEnd, deaths);
    }

    Lease moved(long units, long next, long newChunkEnd, int newDeaths) {
        return new Lease(
                run,
                partition,
                worker,
                fence,
                firstOrdinal,
                endOrdinal,
                byteOffset,
                units,
                next,
                newChunkEnd,
                newDeaths);
    }
}
