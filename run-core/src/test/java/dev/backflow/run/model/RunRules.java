package dev.backflow.run.model;

/** The launcher's transactions, as {@code Runs} and {@code Partitions} make them. */
final class RunRules {
    static final int NOT_SERVING = 0;
    static final int SERVE = 1;
    static final int ENDED = 2;

    static final int OPEN = 0;
    static final int DONE = 1;
    static final int NOT_SERVED = 2;

    static final int COMPLETED = 1;
    static final int LIMIT_REACHED = 2;
    static final int ABANDONED = 3;

    static final int MOST_DEATHS = 3;

    private final Flaw flaw;

    RunRules(Flaw flaw) {
        this.flaw = flaw;
    }

    void enter(World world, int phase) {
        world.set(Cells.OfRun.PHASE, phase);
    }

    void takeOver(World world) {
        world.set(Cells.OfRun.STOPPING, 0);
        boolean unseen = flaw == Flaw.NO_EPOCH_IN_THE_WORKERS_GUARD;
        for (int slot = 0; slot < world.scope.allSlots(); slot++) {
            if (Does.of(world, slot) != Does.IDLE) {
                world.set(slot, Cells.OfSlot.EPOCH_NOW, 0);
            }
        }
        for (int partition = 0; partition < world.scope.partitions().size(); partition++) {
            if (world.get(partition, Cells.OfPartition.STATE) == OPEN) {
                world.takeFromHolder(partition);
                if (!unseen) {
                    raise(world, partition);
                    world.setOwner(partition, -1);
                }
            }
        }
        for (int process = 0; !unseen && process < world.scope.processes(); process++) {
            gone(world, process);
        }
        if (flaw == Flaw.GRANT_RELEASED_ON_TAKE_OVER) {
            world.set(Cells.OfRun.GRANTED, 0);
        }
    }

    /** @param died whether the worker died by itself */
    void free(World world, int process, boolean died) {
        for (int partition = 0; partition < world.scope.partitions().size(); partition++) {
            if (world.owns(process, partition) && world.get(partition, Cells.OfPartition.STATE) == OPEN) {
                boolean begun = world.get(partition, Cells.OfPartition.BEGUN) == 1;
                if (counts(died) && (begun || flaw == Flaw.DEATH_COUNTED_UNBEGUN)) {
                    accuse(world, process, partition);
                }
                world.takeFromHolder(partition);
                if (flaw == Flaw.FREE_RESETS_FENCE) {
                    setFence(world, partition, 0);
                } else {
                    raise(world, partition);
                }
                world.setOwner(partition, -1);
            }
        }
        gone(world, process);
    }

    private boolean counts(boolean died) {
        return died || flaw == Flaw.LAPSE_COUNTED_AS_DEATH;
    }

    private void accuse(World world, int process, int partition) {
        int deaths = world.get(partition, Cells.OfPartition.DEATHS) + 1;
        if (deaths >= MOST_DEATHS && !new Turns(flaw).ranAlone(world, process, partition)) {
            world.breaks(Invariant.ACCUSED_ALONE);
        }
        world.set(partition, Cells.OfPartition.DEATHS, Math.min(MOST_DEATHS, deaths));
    }

    void close(World world, int outcome) {
        enter(world, ENDED);
        world.set(Cells.OfRun.OUTCOME, outcome);
        for (int partition = 0; partition < world.scope.partitions().size(); partition++) {
            if (world.get(partition, Cells.OfPartition.STATE) == OPEN) {
                world.takeFromHolder(partition);
                world.set(partition, Cells.OfPartition.STATE, NOT_SERVED);
                world.setOwner(partition, -1);
                raise(world, partition);
                if (flaw != Flaw.CLOSE_KEEPS_GRANT) {
                    world.set(partition, Cells.OfPartition.GRANTED, 0);
                }
            }
        }
        for (int process = 0; process < world.scope.processes(); process++) {
            gone(world, process);
        }
        if (flaw != Flaw.CLOSE_KEEPS_GRANT) {
            world.set(Cells.OfRun.GRANTED, 0);
        }
    }

    /** The worker's row says that it is gone; what is left of its process may not know. */
    private static void gone(World world, int process) {
        Status status = Status.of(world, process);
        if (status.runs()) {
            Status.STRAY.in(world, process);
        } else {
            clear(world, process);
        }
    }

    /** Nothing is left of the process, and its place is free for another. */
    static void clear(World world, int process) {
        Status.OUT.in(world, process);
        for (int slot = 0; slot < world.scope.allSlots(); slot++) {
            if (world.processOf(slot) == process) {
                world.forget(slot);
            }
        }
    }

    static void raise(World world, int partition) {
        setFence(world, partition, world.get(partition, Cells.OfPartition.FENCE) + 1);
    }

    private static void setFence(World world, int partition, int fence) {
        if (fence < world.get(partition, Cells.OfPartition.FENCE)) {
            world.breaks(Invariant.FENCE_GROWS);
        }
        world.set(partition, Cells.OfPartition.FENCE, fence);
        world.set(partition, Cells.OfPartition.BEGUN, 0);
    }

    static boolean isAllClosed(World world) {
        for (int partition = 0; partition < world.scope.partitions().size(); partition++) {
            if (world.get(partition, Cells.OfPartition.STATE) == OPEN) {
                return false;
            }
        }
        return true;
    }

    boolean isOver(World world) {
        int counted = world.get(Cells.OfRun.USED)
                + (flaw == Flaw.LIMIT_DECLARED_ON_GRANTED ? world.get(Cells.OfRun.GRANTED) : 0);
        return isAllClosed(world) || counted >= world.scope.limit();
    }
}
