package dev.backflow.run.model;

/** Who of a process may serve beside whom, as {@code Solitude} has it. */
final class Turns {
    private static final int DEATHS_BEFORE_ALONE = 2;

    private final Flaw flaw;

    Turns(Flaw flaw) {
        this.flaw = flaw;
    }

    /** As {@code Lease.isServedAlone}. */
    boolean isServedAlone(World world, int slot) {
        return flaw != Flaw.DEATH_BLAMES_THE_NEXT
                && world.get(slot, Cells.OfSlot.DEATHS) >= DEATHS_BEFORE_ALONE
                && world.get(slot, Cells.OfSlot.NEXT) < world.get(slot, Cells.OfSlot.CHUNK_END);
    }

    /** As {@code Lease.hasLostItsNextDocumentAlone}. */
    boolean hasLostItsNextDocument(World world, int slot) {
        return world.get(slot, Cells.OfSlot.DEATHS) > DEATHS_BEFORE_ALONE
                && world.get(slot, Cells.OfSlot.NEXT) < world.get(slot, Cells.OfSlot.CHUNK_END);
    }

    boolean mayEnter(World world, int slot) {
        boolean alone = isServedAlone(world, slot);
        int process = world.processOf(slot);
        for (int other = 0; other < world.scope.allSlots(); other++) {
            if (other != slot
                    && world.processOf(other) == process
                    && isIn(world, other)
                    && (alone || isServedAlone(world, other))) {
                return flaw == Flaw.NO_SOLITUDE;
            }
        }
        return true;
    }

    /** Whether the death of a process accuses one document of a partition, and nobody else's. */
    boolean ranAlone(World world, int process, int partition) {
        boolean alone = false;
        for (int slot = 0; slot < world.scope.allSlots(); slot++) {
            if (world.processOf(slot) == process && mayBeAccused(world, slot)) {
                if (world.get(slot, Cells.OfSlot.PARTITION) != partition || !isServedAlone(world, slot)) {
                    return false;
                }
                alone = true;
            }
        }
        return alone;
    }

    /** What a slot is about to let go of, or keeps to its end, counts if it was begun. */
    private boolean mayBeAccused(World world, int slot) {
        return switch (Does.of(world, slot)) {
            case BEGUN, SERVED, STUCK -> true;
            case LEAVES -> isIn(world, slot) && isBegun(world, slot);
            case KEEPS -> isServedAlone(world, slot) && isBegun(world, slot);
            default -> false;
        };
    }

    private static boolean isBegun(World world, int slot) {
        return world.get(world.get(slot, Cells.OfSlot.PARTITION), Cells.OfPartition.BEGUN) == 1;
    }

    private boolean isIn(World world, int slot) {
        return switch (Does.of(world, slot)) {
            case BEGUN, SERVED -> true;
            case LEAVES -> flaw != Flaw.SOLITUDE_ENDS_BEFORE_RELEASE && isServedAlone(world, slot);
            default -> false;
        };
    }
}
