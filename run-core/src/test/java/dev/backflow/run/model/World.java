package dev.backflow.run.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * All that matters of one moment: the ledger's rows, and what workers and launchers remember. A step is made on a copy.
 */
@SuppressWarnings("EnumOrdinal") // A state is nothing but small numbers.
final class World {
    final Scope scope;
    private final byte[] cells;
    private final int outcomes;
    private final int processes;
    private @Nullable Invariant breach;

    private World(Scope scope, byte[] cells) {
        this.scope = scope;
        this.cells = cells;
        this.outcomes = Cells.RUN + Cells.PARTITION * scope.partitions().size();
        this.processes = outcomes + scope.documents();
    }

    /** A run that has just been planned. */
    static World planned(Scope scope) {
        var world = new World(scope, new byte[size(scope)]);
        world.set(Cells.OfRun.LAUNCHER, Launcher.DEPLOYING.ordinal());
        return world;
    }

    static World of(Scope scope, byte[] cells) {
        return new World(scope, cells);
    }

    static int size(Scope scope) {
        return Cells.RUN
                + Cells.PARTITION * scope.partitions().size()
                + scope.documents()
                + scope.processes() * (Cells.PROCESS + scope.slots() * Cells.SLOT);
    }

    World copy() {
        var copy = new World(scope, cells.clone());
        copy.breach = breach;
        return copy;
    }

    /** The cells themselves, for who stores them or brings them into order. */
    byte[] cells() {
        return cells;
    }

    int get(Cells.OfRun cell) {
        return cells[cell.ordinal()];
    }

    void set(Cells.OfRun cell, int value) {
        cells[cell.ordinal()] = (byte) value;
    }

    int get(int partition, Cells.OfPartition cell) {
        return cells[Cells.RUN + partition * Cells.PARTITION + cell.ordinal()];
    }

    void set(int partition, Cells.OfPartition cell, int value) {
        cells[Cells.RUN + partition * Cells.PARTITION + cell.ordinal()] = (byte) value;
    }

    /** 0 without an outcome, 1 with one, 2 with two; 3 when it was exhausted because its process died. */
    int outcome(int partition, int ordinal) {
        return cells[outcomes + scope.firstOf(partition) + ordinal];
    }

    void setOutcome(int partition, int ordinal, int value) {
        cells[outcomes + scope.firstOf(partition) + ordinal] = (byte) value;
    }

    int get(int process, Cells.OfProcess cell) {
        return cells[processAt(process) + cell.ordinal()];
    }

    void set(int process, Cells.OfProcess cell, int value) {
        cells[processAt(process) + cell.ordinal()] = (byte) value;
    }

    int get(int slot, Cells.OfSlot cell) {
        return cells[slotAt(slot) + cell.ordinal()];
    }

    void set(int slot, Cells.OfSlot cell, int value) {
        cells[slotAt(slot) + cell.ordinal()] = (byte) value;
    }

    /** The slot is idle, and remembers nothing. */
    void forget(int slot) {
        Arrays.fill(cells, slotAt(slot), slotAt(slot) + Cells.SLOT, (byte) 0);
    }

    int processAt(int process) {
        return processes + process * (Cells.PROCESS + scope.slots() * Cells.SLOT);
    }

    int slotAt(int slot) {
        return processAt(processOf(slot)) + Cells.PROCESS + (slot % scope.slots()) * Cells.SLOT;
    }

    int processOf(int slot) {
        return slot / scope.slots();
    }

    boolean owns(int process, int partition) {
        return (get(process, Cells.OfProcess.OWNED) & (1 << partition)) != 0;
    }

    boolean isOwned(int partition) {
        for (int process = 0; process < scope.processes(); process++) {
            if (owns(process, partition)) {
                return true;
            }
        }
        return false;
    }

    /** @param process -1 for nobody */
    void setOwner(int partition, int process) {
        for (int other = 0; other < scope.processes(); other++) {
            int rest = get(other, Cells.OfProcess.OWNED) & ~(1 << partition);
            set(other, Cells.OfProcess.OWNED, other == process ? rest | (1 << partition) : rest);
        }
    }

    /** Whoever held the partition holds it no more, whether it knows or not. */
    void takeFromHolder(int partition) {
        for (int slot = 0; slot < scope.allSlots(); slot++) {
            if (get(slot, Cells.OfSlot.DOES) != 0 && get(slot, Cells.OfSlot.PARTITION) == partition) {
                set(slot, Cells.OfSlot.HOLDS, 0);
            }
        }
    }

    int available() {
        return scope.limit() - get(Cells.OfRun.USED) - get(Cells.OfRun.GRANTED);
    }

    void addUsed(int units) {
        set(Cells.OfRun.USED, get(Cells.OfRun.USED) + units);
    }

    void addGranted(int units) {
        set(Cells.OfRun.GRANTED, get(Cells.OfRun.GRANTED) + units);
    }

    /** Noted by the step that breaks it; the first one counts. */
    void breaks(Invariant invariant) {
        if (breach == null) {
            breach = invariant;
        }
    }

    @Nullable
    Invariant breach() {
        return breach;
    }
}
