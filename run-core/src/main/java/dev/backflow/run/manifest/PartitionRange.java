package dev.backflow.run.manifest;

/**
 * A partition of the manifest, never empty.
 *
 * @param partition its number, from 0
 * @param firstOrdinal its first document
 * @param endOrdinal the document after its last
 * @param byteOffset where the line of its first document begins in the manifest
 */
public record PartitionRange(int partition, long firstOrdinal, long endOrdinal, long byteOffset) {
    public PartitionRange {
        if (partition < 0 || firstOrdinal < 0 || endOrdinal <= firstOrdinal || byteOffset < 0) {
            throw new IllegalArgumentException("no such range of a manifest: partition %d, [%d, %d) at byte %d"
                    .formatted(partition, firstOrdinal, endOrdinal, byteOffset));
        }
    }

    public long documents() {
        return endOrdinal - firstOrdinal;
    }
}
