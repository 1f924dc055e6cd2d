package dev.backflow.run.model;

/** All steps that anybody can take next. */
final class Protocol {
    private final SlotMoves slots;
    private final ProcessMoves processes;
    private final LauncherMoves launchers;

    Protocol(Flaw flaw) {
        var turns = new Turns(flaw);
        var leases = new LeaseRules(flaw, turns);
        this.slots = new SlotMoves(flaw, leases, turns);
        this.processes = new ProcessMoves(leases);
        this.launchers = new LauncherMoves(flaw, new RunRules(flaw));
    }

    void moves(World world, Move.Taker taker) {
        launchers.of(world, taker);
        for (int process = 0; process < world.scope.processes(); process++) {
            processes.of(world, process, taker);
        }
        for (int slot = 0; slot < world.scope.allSlots(); slot++) {
            slots.of(world, slot, taker);
        }
    }
}
