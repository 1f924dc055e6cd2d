package dev.backflow.run.ledger;

/**
 * Where the partitions of a run stand.
 *
 * @param free open, leased to nobody
 * @param leased open, being served
 * @param closed done, or not served in a run that has ended
 * @param granted units of the meter that partitions hold, in all
 */
public record PartitionCounts(int free, int leased, int closed, long granted) {
    public boolean isAllClosed() {
        return free == 0 && leased == 0;
    }
}
