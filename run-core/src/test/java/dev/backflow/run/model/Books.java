package dev.backflow.run.model;

/** The chunk rows, document by document, and whether they agree with the meter and with the partitions. */
final class Books {
    private static final int LOST = 3;

    private final Flaw flaw;
    private final Turns turns;

    Books(Flaw flaw, Turns turns) {
        this.flaw = flaw;
        this.turns = turns;
    }

    /** Inserts the row of the chunk that a slot has served; returns how many of its documents use up a unit. */
    int insert(World world, int slot) {
        int partition = world.get(slot, Cells.OfSlot.PARTITION);
        int next = world.get(slot, Cells.OfSlot.NEXT);
        boolean lost = turns.hasLostItsNextDocument(world, slot);
        int serviced = 0;
        for (int document = next; document < next + world.get(slot, Cells.OfSlot.SERVED); document++) {
            char fate = world.scope.fate(partition, document);
            if (lost && fate != 'p' && fate != 'h' && !world.scope.suffers(Fault.KILL)) {
                world.breaks(Invariant.POISON_ALONE_IS_LOST);
            }
            if (world.outcome(partition, document) != 0) {
                world.breaks(Invariant.ONE_OUTCOME);
            }
            world.setOutcome(partition, document, lost ? LOST : 1);
            serviced += lost || fate != 'r' || flaw == Flaw.REJECTED_COUNTED ? 1 : 0;
        }
        return serviced;
    }

    /** What is wrong in a state, noted in it. */
    static void audit(World world) {
        int granted = 0;
        int serviced = 0;
        int without = 0;
        for (int partition = 0; partition < world.scope.partitions().size(); partition++) {
            granted += world.get(partition, Cells.OfPartition.GRANTED);
            for (int document = 0; document < world.scope.lengthOf(partition); document++) {
                int outcome = world.outcome(partition, document);
                boolean passed = document < world.get(partition, Cells.OfPartition.NEXT);
                if (passed == (outcome == 0)) {
                    world.breaks(Invariant.ONE_OUTCOME);
                }
                without += outcome == 0 ? 1 : 0;
                serviced += outcome == LOST || (outcome == 1 && world.scope.fate(partition, document) != 'r') ? 1 : 0;
            }
        }
        int used = world.get(Cells.OfRun.USED);
        if (world.available() < 0) {
            world.breaks(Invariant.METER_WITHIN_LIMIT);
        }
        if (used != serviced) {
            world.breaks(Invariant.USED_IS_SERVICED);
        }
        if (world.get(Cells.OfRun.GRANTED) != granted) {
            world.breaks(Invariant.GRANTED_IS_SUM_OF_GRANTS);
        }
        if (isEnded(world)) {
            auditEnd(world, used, granted, without);
        }
    }

    static boolean isEnded(World world) {
        return world.get(Cells.OfRun.PHASE) == RunRules.ENDED;
    }

    private static void auditEnd(World world, int used, int granted, int without) {
        boolean limitUsed = used == world.scope.limit();
        if (granted != 0 || world.get(Cells.OfRun.GRANTED) != 0) {
            world.breaks(Invariant.NO_GRANT_AT_THE_END);
        }
        if (world.get(Cells.OfRun.OUTCOME) == RunRules.ABANDONED) {
            return;
        }
        if (without > 0 && !limitUsed) {
            world.breaks(Invariant.NOTHING_LEFT_OUT);
        }
        if (world.get(Cells.OfRun.OUTCOME) == RunRules.LIMIT_REACHED ? !limitUsed : without > 0) {
            world.breaks(Invariant.END_AS_TOLD);
        }
    }
}
