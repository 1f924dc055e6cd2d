package dev.backflow.run.model;

/** What the slots of workers do, as {@code Slot} and {@code PartitionStep} have it: one transaction, or one gap, a step. */
final class SlotMoves {
    private final Flaw flaw;
    private final LeaseRules leases;
    private final Turns turns;

    SlotMoves(Flaw flaw, LeaseRules leases, Turns turns) {
        this.flaw = flaw;
        this.leases = leases;
        this.turns = turns;
    }

    void of(World world, int slot, Move.Taker taker) {
        Status status = Status.of(world, world.processOf(slot));
        if (!status.runs()) {
            return;
        }
        int partition = world.get(slot, Cells.OfSlot.PARTITION);
        switch (Does.of(world, slot)) {
            case IDLE -> ask(world, slot, status, taker);
            case CLAIMS -> claim(world, slot, partition, taker);
            case DOUBTS_CLAIM -> withdraw(world, slot, partition, taker);
            case LEASED -> begin(world, slot, partition, status, taker);
            case BEGUN -> serve(world, slot, partition, status, taker);
            case SERVED -> settle(world, slot, partition, status, taker);
            case BETWEEN -> takeTurn(world, slot, partition, status, taker);
            case LEAVES -> leave(world, slot, partition, status, taker);
            case STUCK, KEEPS -> {}
        }
    }

    private void ask(World world, int slot, Status status, Move.Taker taker) {
        if (status != Status.LIVE || !leases.isServing(world)) {
            return;
        }
        for (int partition = 0; partition < world.scope.partitions().size(); partition++) {
            if (leases.isCandidate(world, partition)) {
                World after = world.copy();
                LeaseRules.read(after, slot, partition);
                Does.CLAIMS.in(after, slot);
                taker.take(Move.slot(slot, "reads the run, and as its candidate", partition), after);
            }
        }
    }

    private void claim(World world, int slot, int partition, Move.Taker taker) {
        World after = world.copy();
        boolean claimed = leases.claim(after, slot);
        if (claimed) {
            Does.LEASED.in(after, slot);
        }
        if (world.scope.suffers(Fault.LOST_ANSWER)) {
            doubt(claimed ? after.copy() : world.copy(), slot, partition, taker);
            doubt(world.copy(), slot, partition, taker);
        }
        if (claimed) {
            taker.take(Move.slot(slot, "claims", partition), after);
        } else {
            after.forget(slot);
            taker.take(Move.slot(slot, "is too late to claim", partition), after);
        }
    }

    private void doubt(World after, int slot, int partition, Move.Taker taker) {
        if (flaw == Flaw.CLAIM_WITHOUT_ANSWER_FORGOTTEN) {
            after.forget(slot);
        } else {
            if (Does.of(after, slot) == Does.CLAIMS) {
                after.set(slot, Cells.OfSlot.FENCE, after.get(slot, Cells.OfSlot.FENCE) + 1);
            }
            Does.DOUBTS_CLAIM.in(after, slot);
        }
        boolean made = after.get(slot, Cells.OfSlot.HOLDS) == 1 || after.isOwned(partition);
        taker.take(
                Move.slot(slot, made ? "claims, without an answer," : "fails to claim, without an answer,", partition)
                        .asFault(),
                after);
    }

    private void withdraw(World world, int slot, int partition, Move.Taker taker) {
        World after = world.copy();
        leases.withdraw(after, slot);
        after.forget(slot);
        taker.take(Move.slot(slot, "withdraws its claim to", partition), after);
    }

    private void begin(World world, int slot, int partition, Status status, Move.Taker taker) {
        if (!turns.mayEnter(world, slot)) {
            return;
        }
        if (status.isEnding() && flaw != Flaw.BEGUN_WHILE_ENDING) {
            leaves(world, slot, Move.slot(slot, "begins nothing more of", partition), taker);
        } else {
            grant(world, slot, partition, taker);
        }
    }

    private static void leaves(World world, int slot, Move move, Move.Taker taker) {
        World after = world.copy();
        after.set(slot, Cells.OfSlot.SERVED, 0);
        Does.LEAVES.in(after, slot);
        taker.take(move, after);
    }

    private void grant(World world, int slot, int partition, Move.Taker taker) {
        for (int wish : world.scope.wishes()) {
            World after = world.copy();
            if (!leases.grant(after, slot, wish)) {
                after.forget(slot);
                taker.take(Move.slot(slot, "finds that it has lost", partition), after);
                return;
            }
            if (world.scope.suffers(Fault.LOST_ANSWER)) {
                World unanswered = after.copy();
                remember(world, unanswered, slot);
                Does.LEAVES.in(unanswered, slot);
                taker.take(
                        Move.slot(slot, "takes units, without an answer, for", partition)
                                .asFault(),
                        unanswered);
            }
            int granted = after.get(slot, Cells.OfSlot.GRANTED);
            if (granted > 0 || flaw == Flaw.NO_GRANT) {
                Does.BEGUN.in(after, slot);
                taker.take(Move.slot(slot, "takes units, and begins a chunk of", partition), after);
            } else if (flaw != Flaw.HELD_WHILE_WAITING) {
                Does.LEAVES.in(after, slot);
                taker.take(Move.slot(slot, "gets no unit for", partition), after);
            }
        }
        fail(world, slot, partition, taker);
    }

    private void serve(World world, int slot, int partition, Status status, Move.Taker taker) {
        int next = world.get(slot, Cells.OfSlot.NEXT);
        int granted = world.get(slot, Cells.OfSlot.GRANTED);
        int most = Math.min(
                flaw == Flaw.NO_GRANT ? world.scope.wishes().get(0) : granted, world.scope.lengthOf(partition) - next);
        if (turns.hasLostItsNextDocument(world, slot)) {
            served(world, slot, partition, 1, taker);
        } else if (status.isEnding()) {
            leaves(world, slot, Move.slot(slot, "serves nothing more of", partition), taker);
        } else {
            serve(world, slot, partition, turns.isServedAlone(world, slot) ? 1 : most, taker);
        }
        fail(world, slot, partition, taker);
    }

    private static void serve(World world, int slot, int partition, int most, Move.Taker taker) {
        for (int count = 1; count <= most; count++) {
            char fate = world.scope.fate(partition, world.get(slot, Cells.OfSlot.NEXT) + count - 1);
            if (fate == 'p' || fate == 'h') {
                World after = world.copy();
                if (fate == 'p' || Status.of(world, world.processOf(slot)) == Status.STRAY) {
                    ProcessMoves.die(after, world.processOf(slot));
                } else {
                    Does.STUCK.in(after, slot);
                    Status.HALTING.in(after, world.processOf(slot));
                }
                taker.take(Move.slot(slot, "serves a document that ends its process, of", partition), after);
                return;
            }
            served(world, slot, partition, count, taker);
        }
    }

    private static void served(World world, int slot, int partition, int count, Move.Taker taker) {
        World after = world.copy();
        after.set(slot, Cells.OfSlot.SERVED, count);
        Does.SERVED.in(after, slot);
        if (world.get(slot, Cells.OfSlot.HOLDS) == 1 && count > world.get(partition, Cells.OfPartition.GRANTED)) {
            after.breaks(Invariant.SERVES_WHAT_IT_HOLDS);
        }
        taker.take(Move.slot(slot, "has outcomes for the next " + count + " of", partition), after);
    }

    private void settle(World world, int slot, int partition, Status status, Move.Taker taker) {
        for (int wish : world.scope.wishes()) {
            World after = world.copy();
            if (!leases.settle(after, slot, wish)) {
                after.forget(slot);
                taker.take(Move.slot(slot, "finds, instead of settling, that it has lost", partition), after);
                return;
            }
            if (world.scope.suffers(Fault.LOST_ANSWER)) {
                unanswered(world, after.copy(), slot, partition, taker);
            }
            goOn(after, slot, status);
            taker.take(Move.slot(slot, "settles its chunk of", partition), after);
        }
        fail(world, slot, partition, taker);
    }

    private void goOn(World after, int slot, Status status) {
        if (LeaseRules.isFinished(after, slot)) {
            after.forget(slot);
        } else if (status.isEnding()) {
            Does.LEAVES.in(after, slot);
        } else if (flaw == Flaw.NO_GRANT) {
            Does.BEGUN.in(after, slot);
        } else if (after.get(slot, Cells.OfSlot.GRANTED) == 0) {
            (flaw == Flaw.HELD_WHILE_WAITING ? Does.LEASED : Does.LEAVES).in(after, slot);
        } else {
            (after.scope.slots() == 1 || turns.isServedAlone(after, slot) ? Does.BEGUN : Does.BETWEEN).in(after, slot);
        }
    }

    private void unanswered(World before, World after, int slot, int partition, Move.Taker taker) {
        if (flaw == Flaw.LOST_ANSWER_COUNTED_AGAIN) {
            int serviced = after.get(Cells.OfRun.USED) - before.get(Cells.OfRun.USED);
            after.addUsed(serviced);
            after.addGranted(-serviced);
        }
        remember(before, after, slot);
        (flaw == Flaw.NO_CHUNK_KEY ? Does.SERVED : Does.LEAVES).in(after, slot);
        taker.take(
                Move.slot(slot, "settles, without an answer, its chunk of", partition)
                        .asFault(),
                after);
    }

    /** The slot does not know of what happened: its lease is as it was before. */
    private static void remember(World before, World after, int slot) {
        System.arraycopy(before.cells(), before.slotAt(slot), after.cells(), after.slotAt(slot), Cells.SLOT);
    }

    private void takeTurn(World world, int slot, int partition, Status status, Move.Taker taker) {
        if (status.isEnding()) {
            leaves(world, slot, Move.slot(slot, "serves nothing more of", partition), taker);
        } else if (turns.mayEnter(world, slot)) {
            World after = world.copy();
            Does.BEGUN.in(after, slot);
            taker.take(Move.slot(slot, "goes on with its next chunk of", partition), after);
        }
    }

    private void leave(World world, int slot, int partition, Status status, Move.Taker taker) {
        World after = world.copy();
        boolean released = leases.release(after, slot);
        if (released && world.scope.suffers(Fault.LOST_ANSWER)) {
            World unanswered = after.copy();
            remember(world, unanswered, slot);
            unanswered.set(slot, Cells.OfSlot.HOLDS, 0);
            taker.take(
                    Move.slot(slot, "lets go, without an answer, of", partition).asFault(), unanswered);
        }
        after.forget(slot);
        taker.take(Move.slot(slot, released ? "lets go of" : "has no longer", partition), after);
        if (status.isEnding() && world.scope.suffers(Fault.STEP_FAILS)) {
            World given = world.copy();
            Does.KEEPS.in(given, slot);
            taker.take(
                    Move.slot(slot, "cannot reach the database to let go of", partition)
                            .asFault(),
                    given);
        }
    }

    private static void fail(World world, int slot, int partition, Move.Taker taker) {
        if (world.scope.suffers(Fault.STEP_FAILS)) {
            leaves(world, slot, Move.slot(slot, "fails at", partition).asFault(), taker);
        }
    }
}
