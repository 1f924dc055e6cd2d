package dev.backflow.run.model;

import java.util.Arrays;

/**
 * Brings states that differ in nothing that matters into one form: fences are numbered anew, in their order, by those
 * that somebody still remembers; and it is all the same which process is called the first, or which slot.
 */
final class Canon {
    private final Scope scope;
    private final boolean sorts;

    /** @param sorts whether processes and slots are put in order, which makes a history hard to read */
    Canon(Scope scope, boolean sorts) {
        this.scope = scope;
        this.sorts = sorts;
    }

    void order(World world) {
        for (int partition = 0; partition < scope.partitions().size(); partition++) {
            numberFences(world, partition);
        }
        if (sorts) {
            byte[] cells = world.cells();
            for (int process = 0; process < scope.processes(); process++) {
                sort(cells, world.slotAt(process * scope.slots()), Cells.SLOT, scope.slots());
            }
            sort(cells, world.processAt(0), Cells.PROCESS + scope.slots() * Cells.SLOT, scope.processes());
        }
    }

    private void numberFences(World world, int partition) {
        int known = 1 << world.get(partition, Cells.OfPartition.FENCE);
        for (int slot = 0; slot < scope.allSlots(); slot++) {
            if (remembers(world, slot, partition)) {
                known |= 1 << world.get(slot, Cells.OfSlot.FENCE);
            }
        }
        world.set(partition, Cells.OfPartition.FENCE, below(known, world.get(partition, Cells.OfPartition.FENCE)));
        for (int slot = 0; slot < scope.allSlots(); slot++) {
            if (remembers(world, slot, partition)) {
                world.set(slot, Cells.OfSlot.FENCE, below(known, world.get(slot, Cells.OfSlot.FENCE)));
            }
        }
    }

    private static boolean remembers(World world, int slot, int partition) {
        return Does.of(world, slot) != Does.IDLE && world.get(slot, Cells.OfSlot.PARTITION) == partition;
    }

    private static int below(int known, int fence) {
        return Integer.bitCount(known & ((1 << fence) - 1));
    }

    /** Blocks of cells by their contents; there are few, so inserting one after the other will do. */
    private static void sort(byte[] cells, int first, int length, int count) {
        for (int sorted = 1; sorted < count; sorted++) {
            for (int at = first + sorted * length;
                    at > first && Arrays.compare(cells, at - length, at, cells, at, at + length) > 0;
                    at -= length) {
                byte[] lower = Arrays.copyOfRange(cells, at - length, at);
                System.arraycopy(cells, at, cells, at - length, length);
                System.arraycopy(lower, 0, cells, at, length);
            }
        }
    }
}
