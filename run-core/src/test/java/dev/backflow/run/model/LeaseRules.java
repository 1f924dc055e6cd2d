package dev.backflow.run.model;

/** The worker's transactions, as {@code Leases} makes them. Each says whether it was made. */
final class LeaseRules {
    private final Flaw flaw;
    private final Turns turns;

    LeaseRules(Flaw flaw, Turns turns) {
        this.flaw = flaw;
        this.turns = turns;
    }

    /** Whether a slot that asks now finds the partition among the candidates. */
    boolean isCandidate(World world, int partition) {
        return world.get(partition, Cells.OfPartition.STATE) == RunRules.OPEN
                && !world.isOwned(partition)
                && (world.available() > 0
                        || (world.get(partition, Cells.OfPartition.GRANTED) > 0 && flaw != Flaw.CLAIM_SKIPS_GRANTED));
    }

    boolean isServing(World world) {
        return flaw == Flaw.CLAIM_IGNORES_PHASE
                || (world.get(Cells.OfRun.PHASE) == RunRules.SERVE && world.get(Cells.OfRun.STOPPING) == 0);
    }

    /** Reads what the row would be as a lease; its fence is the one that was seen. */
    static void read(World world, int slot, int partition) {
        world.set(slot, Cells.OfSlot.PARTITION, partition);
        world.set(slot, Cells.OfSlot.FENCE, world.get(partition, Cells.OfPartition.FENCE));
        world.set(slot, Cells.OfSlot.EPOCH_NOW, 1);
        world.set(slot, Cells.OfSlot.GRANTED, world.get(partition, Cells.OfPartition.GRANTED));
        world.set(slot, Cells.OfSlot.NEXT, world.get(partition, Cells.OfPartition.NEXT));
        world.set(slot, Cells.OfSlot.CHUNK_END, world.get(partition, Cells.OfPartition.CHUNK_END));
        world.set(slot, Cells.OfSlot.DEATHS, world.get(partition, Cells.OfPartition.DEATHS));
    }

    boolean claim(World world, int slot) {
        int partition = world.get(slot, Cells.OfSlot.PARTITION);
        if (!Status.of(world, world.processOf(slot)).isExpected()
                || world.get(slot, Cells.OfSlot.FENCE) != world.get(partition, Cells.OfPartition.FENCE)
                || world.isOwned(partition)
                || world.get(partition, Cells.OfPartition.STATE) != RunRules.OPEN
                || !isOfThisEpoch(world, slot)
                || !isServing(world)) {
            return false;
        }
        world.takeFromHolder(partition);
        world.setOwner(partition, world.processOf(slot));
        if (flaw != Flaw.CLAIM_KEEPS_FENCE) {
            RunRules.raise(world, partition);
        }
        world.set(slot, Cells.OfSlot.FENCE, world.get(partition, Cells.OfPartition.FENCE));
        world.set(slot, Cells.OfSlot.HOLDS, 1);
        return true;
    }

    /** Takes back a claim of which nobody knows whether it was made; nothing has been begun under it. */
    void withdraw(World world, int slot) {
        int partition = world.get(slot, Cells.OfSlot.PARTITION);
        if (isOwnerOf(world, slot) && hasFenceOf(world, slot) && world.get(partition, Cells.OfPartition.BEGUN) == 0) {
            world.takeFromHolder(partition);
            world.setOwner(partition, -1);
        }
    }

    boolean grant(World world, int slot, int wish) {
        if (!guard(world, slot)) {
            return false;
        }
        int more = flaw == Flaw.NO_GRANT ? 0 : unitsLacked(world, slot, wish);
        world.addGranted(more);
        begin(world, slot, world.get(slot, Cells.OfSlot.GRANTED) + more);
        write(world, slot);
        return true;
    }

    boolean settle(World world, int slot, int wish) {
        int partition = world.get(slot, Cells.OfSlot.PARTITION);
        int next = world.get(slot, Cells.OfSlot.NEXT);
        if (!guard(world, slot) || (flaw != Flaw.NO_CHUNK_KEY && world.outcome(partition, next) != 0)) {
            return false;
        }
        int end = next + world.get(slot, Cells.OfSlot.SERVED);
        int serviced = new Books(flaw, turns).insert(world, slot);
        boolean stillAlone = world.get(slot, Cells.OfSlot.DEATHS) >= 2 && end < world.get(slot, Cells.OfSlot.CHUNK_END);
        world.set(slot, Cells.OfSlot.NEXT, end);
        world.set(slot, Cells.OfSlot.SERVED, 0);
        world.set(slot, Cells.OfSlot.DEATHS, stillAlone ? 2 : 0);
        world.addUsed(serviced);
        int left = 0;
        if (flaw != Flaw.NO_GRANT) {
            world.addGranted(-serviced);
            left = world.get(slot, Cells.OfSlot.GRANTED) - serviced;
            world.set(slot, Cells.OfSlot.GRANTED, left);
        }
        int more = isFinished(world, slot)
                ? flaw == Flaw.FINISH_KEEPS_GRANT ? 0 : -left
                : flaw == Flaw.NO_GRANT ? 0 : unitsLacked(world, slot, wish);
        world.addGranted(more);
        begin(world, slot, left + more);
        write(world, slot);
        return true;
    }

    boolean release(World world, int slot) {
        if (!isOwnerOf(world, slot) || !hasFenceOf(world, slot)) {
            return false;
        }
        byHolder(world, slot);
        int partition = world.get(slot, Cells.OfSlot.PARTITION);
        world.takeFromHolder(partition);
        world.setOwner(partition, -1);
        return true;
    }

    static boolean isFinished(World world, int slot) {
        return world.get(slot, Cells.OfSlot.NEXT) == world.scope.lengthOf(world.get(slot, Cells.OfSlot.PARTITION));
    }

    private boolean guard(World world, int slot) {
        int partition = world.get(slot, Cells.OfSlot.PARTITION);
        boolean unchanged = flaw == Flaw.NO_CHUNK_KEY
                || (world.get(slot, Cells.OfSlot.NEXT) == world.get(partition, Cells.OfPartition.NEXT)
                        && world.get(slot, Cells.OfSlot.GRANTED) == world.get(partition, Cells.OfPartition.GRANTED));
        boolean passes = unchanged
                && isOwnerOf(world, slot)
                && hasFenceOf(world, slot)
                && world.get(partition, Cells.OfPartition.STATE) == RunRules.OPEN
                && isOfThisEpoch(world, slot);
        if (passes) {
            byHolder(world, slot);
        }
        return passes;
    }

    private static void byHolder(World world, int slot) {
        if (world.get(slot, Cells.OfSlot.HOLDS) == 0) {
            world.breaks(Invariant.HOLDER_ALONE_WRITES);
        }
    }

    private boolean isOwnerOf(World world, int slot) {
        return flaw == Flaw.NO_GUARD || world.owns(world.processOf(slot), world.get(slot, Cells.OfSlot.PARTITION));
    }

    private boolean hasFenceOf(World world, int slot) {
        return flaw == Flaw.NO_GUARD
                || flaw == Flaw.NO_FENCE
                || world.get(slot, Cells.OfSlot.FENCE)
                        == world.get(world.get(slot, Cells.OfSlot.PARTITION), Cells.OfPartition.FENCE);
    }

    private boolean isOfThisEpoch(World world, int slot) {
        return flaw == Flaw.NO_EPOCH_IN_THE_WORKERS_GUARD || world.get(slot, Cells.OfSlot.EPOCH_NOW) == 1;
    }

    /** As {@code ChunkWish.unitsLackedBy}. */
    private int unitsLacked(World world, int slot, int wish) {
        int granted = world.get(slot, Cells.OfSlot.GRANTED);
        int remaining =
                world.scope.lengthOf(world.get(slot, Cells.OfSlot.PARTITION)) - world.get(slot, Cells.OfSlot.NEXT);
        if (flaw == Flaw.GRANT_ALL_OR_NOTHING) {
            int lacked = Math.max(0, Math.min(wish, remaining) - granted);
            return lacked <= world.available() ? lacked : 0;
        }
        int fairShare = Math.max(1, (world.available() + granted) / world.scope.sharers());
        int target = Math.min(Math.min(wish, fairShare), remaining);
        return Math.max(0, Math.min(target - granted, world.available()));
    }

    private static void begin(World world, int slot, int granted) {
        int next = world.get(slot, Cells.OfSlot.NEXT);
        world.set(slot, Cells.OfSlot.GRANTED, granted);
        boolean alone = world.get(slot, Cells.OfSlot.DEATHS) >= 2 && next < world.get(slot, Cells.OfSlot.CHUNK_END);
        if (!isFinished(world, slot) && granted > 0 && !alone) {
            int end = world.scope.lengthOf(world.get(slot, Cells.OfSlot.PARTITION));
            world.set(slot, Cells.OfSlot.CHUNK_END, Math.min(end, next + granted));
        }
    }

    private static void write(World world, int slot) {
        int partition = world.get(slot, Cells.OfSlot.PARTITION);
        boolean finished = isFinished(world, slot);
        int granted = world.get(slot, Cells.OfSlot.GRANTED);
        boolean begun = !finished
                && granted > 0
                && world.get(slot, Cells.OfSlot.FENCE) == world.get(partition, Cells.OfPartition.FENCE);
        world.set(partition, Cells.OfPartition.GRANTED, granted);
        world.set(partition, Cells.OfPartition.NEXT, world.get(slot, Cells.OfSlot.NEXT));
        world.set(partition, Cells.OfPartition.BEGUN, begun ? 1 : 0);
        world.set(partition, Cells.OfPartition.CHUNK_END, world.get(slot, Cells.OfSlot.CHUNK_END));
        world.set(partition, Cells.OfPartition.DEATHS, world.get(slot, Cells.OfSlot.DEATHS));
        if (finished) {
            world.set(partition, Cells.OfPartition.STATE, RunRules.DONE);
            world.setOwner(partition, -1);
            world.takeFromHolder(partition);
        }
        if (granted < 0 || world.get(Cells.OfRun.GRANTED) < 0 || world.available() < 0) {
            world.breaks(Invariant.METER_WITHIN_LIMIT);
        }
    }
}
