package dev.backflow.run.model;

/** What worker processes do, and what is done to them. */
final class ProcessMoves {
    private final LeaseRules leases;

    ProcessMoves(LeaseRules leases) {
        this.leases = leases;
    }

    void of(World world, int process, Move.Taker taker) {
        Status status = Status.of(world, process);
        boolean idle = isIdle(world, process, true);
        if (status == Status.LIVE && isIdle(world, process, false) && !leases.isServing(world)) {
            become(world, process, Status.ENDING, Move.process(process, "hears that the run serves no more"), taker);
        } else if (status == Status.ENDING && idle) {
            become(world, process, Status.LEFT, Move.process(process, "leaves"), taker);
        } else if (status == Status.STRAY && idle) {
            World after = world.copy();
            RunRules.clear(after, process);
            taker.take(Move.process(process, "hears that it was declared gone, and ends"), after);
        }
        if (status.runs() && isStuck(world, process)) {
            World after = world.copy();
            die(after, process);
            taker.take(Move.process(process, "halts, for it cannot stop a step"), after);
        }
        faults(world, process, status, taker);
    }

    private static void faults(World world, int process, Status status, Move.Taker taker) {
        if (world.scope.suffers(Fault.KILL) && status.runs()) {
            World after = world.copy();
            die(after, process);
            taker.take(Move.process(process, "is killed").asFault(), after);
        }
        if (world.scope.suffers(Fault.TERMINATE) && status == Status.LIVE) {
            become(
                    world,
                    process,
                    Status.ENDING,
                    Move.process(process, "is told to stop").asFault(),
                    taker);
        }
        if (world.scope.suffers(Fault.LATE_START)
                && status == Status.OUT
                && Launcher.of(world) != Launcher.SERVING
                && world.get(Cells.OfRun.PHASE) != RunRules.ENDED) {
            become(
                    world,
                    process,
                    Status.LIVE,
                    Move.process(process, "enters late").asFault(),
                    taker);
        }
    }

    /** What it was doing stays in the state until the launcher has noticed: it decides what the death means. */
    static void die(World world, int process) {
        if (Status.of(world, process) == Status.STRAY) {
            RunRules.clear(world, process);
        } else {
            Status.DEAD.in(world, process);
        }
    }

    private static void become(World world, int process, Status status, Move move, Move.Taker taker) {
        World after = world.copy();
        status.in(after, process);
        taker.take(move, after);
    }

    private static boolean isIdle(World world, int slot) {
        Does does = Does.of(world, slot);
        return does == Does.IDLE || does == Does.KEEPS;
    }

    private static boolean isStuck(World world, int process) {
        for (int slot = 0; slot < world.scope.allSlots(); slot++) {
            if (world.processOf(slot) == process && Does.of(world, slot) == Does.STUCK) {
                return true;
            }
        }
        return false;
    }

    /** @param all whether all slots are idle, or any */
    private static boolean isIdle(World world, int process, boolean all) {
        for (int slot = 0; slot < world.scope.allSlots(); slot++) {
            if (world.processOf(slot) == process && isIdle(world, slot) != all) {
                return !all;
            }
        }
        return all;
    }
}
