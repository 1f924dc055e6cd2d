package dev.backflow.run.ledger;

import java.util.List;
import java.util.Set;

/**
 * What the books say of one run between two transactions.
 *
 * @param serviced completed and exhausted documents in the chunk rows
 * @param settled all documents in the chunk rows
 * @param present the workers that have entered and are not gone
 */
public record RunSnapshot(
        int epoch,
        boolean unfinished,
        String phase,
        Meter meter,
        long serviced,
        long settled,
        List<Part> partitions,
        Set<String> present) {
    /** One partition; {@code owner} is empty when it has none. */
    public record Part(
            int number,
            String state,
            String owner,
            long fence,
            long granted,
            long firstOrdinal,
            long endOrdinal,
            long nextOrdinal,
            long begun,
            long chunkEnd,
            int deaths) {
        public boolean isHeldBy(Lease lease) {
            return state.equals("OPEN") && owner.equals(lease.worker()) && fence == lease.fence();
        }

        public boolean isBegun() {
            return state.equals("OPEN") && begun == fence;
        }

        public boolean isServedAlone() {
            return deaths >= Lease.DEATHS_BEFORE_ALONE && nextOrdinal < chunkEnd;
        }
    }
}
