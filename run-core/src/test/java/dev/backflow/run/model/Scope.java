package dev.backflow.run.model;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A run that is small enough to look at all of it. There is no bound on how often something fails, on restarts, or on
 * the length of a history: fences and epochs are kept as far as they can be told apart, so the states are finite anyway.
 *
 * @param partitions the documents of each partition, a letter for each: {@code c} is serviced, {@code r} is rejected,
 *     {@code p} takes its process with it whenever the hook sees it, {@code h} hangs until the process halts itself
 * @param processes how many worker processes there can be at once
 * @param slots of each process
 * @param wishes the chunk sizes that a slot may ask for
 * @param sharers as in {@link dev.backflow.run.ledger.ChunkWish}
 */
record Scope(
        List<String> partitions,
        int limit,
        int processes,
        int slots,
        List<Integer> wishes,
        int sharers,
        Set<Fault> faults) {
    private static final int MOST = 15;

    Scope {
        partitions = List.copyOf(partitions);
        wishes = List.copyOf(wishes);
        faults = Set.copyOf(faults);
        int documents = partitions.stream().mapToInt(String::length).sum();
        if (documents > MOST || limit > MOST || processes * slots > MOST || partitions.size() > 3) {
            throw new IllegalArgumentException("too large for numbers of four bits");
        }
    }

    /** One slot per process, every chunk size from one document to three. */
    static Scope of(int processes, int limit, List<String> partitions, Fault... faults) {
        return new Scope(partitions, limit, processes, 1, List.of(1, 2, 3), 1, Set.copyOf(Arrays.asList(faults)));
    }

    Scope withSlots(int number) {
        return new Scope(partitions, limit, processes, number, wishes, sharers, faults);
    }

    Scope wishing(Integer... documents) {
        return new Scope(partitions, limit, processes, slots, List.of(documents), sharers, faults);
    }

    Scope sharedBy(int number) {
        return new Scope(partitions, limit, processes, slots, wishes, number, faults);
    }

    boolean suffers(Fault fault) {
        return faults.contains(fault);
    }

    int allSlots() {
        return processes * slots;
    }

    int documents() {
        return firstOf(partitions.size());
    }

    /** The number of a partition's first document in the whole run. */
    int firstOf(int partition) {
        return partitions.subList(0, partition).stream()
                .mapToInt(String::length)
                .sum();
    }

    int lengthOf(int partition) {
        return partitions.get(partition).length();
    }

    char fate(int partition, int ordinal) {
        return partitions.get(partition).charAt(ordinal);
    }
}
