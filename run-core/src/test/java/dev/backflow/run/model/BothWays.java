package dev.backflow.run.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backflow.run.ledger.ChunkTotals;
import dev.backflow.run.ledger.ChunkWish;
import dev.backflow.run.ledger.Claim;
import dev.backflow.run.ledger.Lease;
import dev.backflow.run.ledger.Phase;
import dev.backflow.run.ledger.Run;
import dev.backflow.run.ledger.RunOutcome;
import dev.backflow.run.ledger.SettledChunk;
import dev.backflow.run.ledger.StaleLeaseException;
import dev.backflow.run.ledger.SupersededException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One run in the model and in a real ledger at once: whatever is done is done in both, and has to come to the same. */
final class BothWays {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final Scope scope;
    private final RealLedger real;
    private final Random random;
    private final Turns turns;
    private final LeaseRules leaseRules;
    private final RunRules runRules;
    private final @Nullable Lease[] leases;
    private final String[] workers;
    private final World model;
    private Run run;
    private Run before;
    private int names;

    /** @param flaw of the model alone */
    BothWays(Scope scope, Flaw flaw, RealLedger real, Random random) {
        this.scope = scope;
        this.real = real;
        this.random = random;
        this.turns = new Turns(flaw);
        this.leaseRules = new LeaseRules(flaw, turns);
        this.runRules = new RunRules(flaw);
        this.model = World.planned(scope);
        this.run = real.planned(scope);
        this.before = run;
        this.leases = new Lease[scope.allSlots()];
        this.workers = new String[scope.processes()];
        Arrays.fill(workers, "nobody");
        phase(Phase.SERVE);
    }

    /** Does something at random, and compares. */
    void step() {
        int slot = random.nextInt(scope.allSlots());
        int process = model.processOf(slot);
        Lease lease = leases[slot];
        switch (random.nextInt(40)) {
            case 0 -> free(process, true);
            case 1 -> free(process, false);
            case 2 -> takeOver();
            case 3 -> phase(Phase.TEARDOWN);
            case 4 -> stop();
            case 5, 6, 7 -> phase(Phase.SERVE);
            case 8 -> lateLauncher(process);
            default -> {
                if (Status.of(model, process) != Status.LIVE && (lease == null || random.nextInt(4) == 0)) {
                    enter(process);
                } else if (lease == null) {
                    claim(slot);
                } else {
                    write(slot, lease);
                }
            }
        }
        compare();
    }

    void close() {
        real.runs.close(run, RunOutcome.ABANDONED, NOON);
        runRules.close(model, RunRules.ABANDONED);
        compare();
    }

    private void enter(int process) {
        workers[process] = "w" + ++names;
        real.workers.enter(run, workers[process], "task", 1, NOON);
        RunRules.clear(model, process);
        Status.LIVE.in(model, process);
        for (int slot = 0; slot < scope.allSlots(); slot++) {
            if (model.processOf(slot) == process) {
                leases[slot] = null;
            }
        }
    }

    private void claim(int slot) {
        Claim claim = real.leases.claim(run.id(), workers[model.processOf(slot)], slot);
        if (claim instanceof Claim.Leased leased) {
            int partition = leased.lease().partition();
            assertThat(leaseRules.isCandidate(model, partition)).isTrue();
            LeaseRules.read(model, slot, partition);
            assertThat(leaseRules.claim(model, slot)).isTrue();
            Does.LEASED.in(model, slot);
            leases[slot] = leased.lease();
        } else if (leaseRules.isServing(model)) {
            assertThat(claim).isInstanceOf(Claim.NothingNow.class);
            for (int partition = 0; partition < scope.partitions().size(); partition++) {
                assertThat(leaseRules.isCandidate(model, partition)).isFalse();
            }
        } else {
            assertThat(claim).isInstanceOf(Claim.Over.class);
        }
    }

    private void write(int slot, Lease lease) {
        int wish = 1 + random.nextInt(4);
        long most = Math.min(lease.granted(), lease.endOrdinal() - lease.nextOrdinal());
        switch (random.nextInt(8)) {
            case 0 -> {
                assertThat(leaseRules.release(model, slot)).isEqualTo(real.leases.release(lease));
                forgetSometimes(slot);
            }
            case 1 -> {
                leaseRules.withdraw(model, slot);
                real.leases.withdraw(lease);
                forgetSometimes(slot);
            }
            case 2, 3 ->
                written(
                        slot,
                        () -> real.leases.grant(lease, new ChunkWish(wish, scope.sharers())),
                        () -> leaseRules.grant(model, slot, wish));
            default -> {
                if (most > 0) {
                    settle(slot, lease, 1 + random.nextInt((int) most), wish);
                }
            }
        }
    }

    private void settle(int slot, Lease lease, int most, int wish) {
        boolean lost = turns.hasLostItsNextDocument(model, slot);
        assertThat(lease.hasLostItsNextDocumentAlone()).isEqualTo(lost);
        assertThat(lease.isServedAlone()).isEqualTo(turns.isServedAlone(model, slot));
        int count = lease.isServedAlone() ? 1 : most;
        int first = model.get(slot, Cells.OfSlot.NEXT);
        int rejected = 0;
        for (int document = first; document < first + count; document++) {
            rejected += !lost && scope.fate(lease.partition(), document) == 'r' ? 1 : 0;
        }
        var chunk = new SettledChunk(
                lease.partition(),
                lease.nextOrdinal(),
                lease.nextOrdinal() + count,
                lease.fence(),
                count - rejected,
                0,
                rejected,
                count,
                "segment");
        model.set(slot, Cells.OfSlot.SERVED, count);
        written(
                slot,
                () -> real.leases.settle(lease, chunk, new ChunkWish(wish, scope.sharers())),
                () -> leaseRules.settle(model, slot, wish));
    }

    /** Now and then the answer is lost: what was written stays, what the slot knows does not change. */
    private void written(int slot, Supplier<Lease> really, Supplier<Boolean> inTheModel) {
        World unwritten = model.copy();
        Lease after = null;
        try {
            after = really.get();
        } catch (StaleLeaseException e) {
            assertThat(e).hasMessageContaining("taken over");
        }
        assertThat(inTheModel.get()).isEqualTo(after != null);
        if (after != null && !after.isFinished() && random.nextInt(4) > 0) {
            leases[slot] = after;
            return;
        }
        System.arraycopy(unwritten.cells(), model.slotAt(slot), model.cells(), model.slotAt(slot), Cells.SLOT);
        if (after == null || after.isFinished()) {
            forgetSometimes(slot);
        }
    }

    /** A slot that goes on with a lease that it has lost is what the guard is there for. */
    private void forgetSometimes(int slot) {
        if (random.nextInt(3) > 0) {
            leases[slot] = null;
            model.forget(slot);
        }
    }

    private void free(int process, boolean died) {
        real.partitions.free(run, workers[process], died);
        runRules.free(model, process, died);
    }

    private void takeOver() {
        before = run;
        run = real.runs.takeOver(run, "another launcher");
        runRules.takeOver(model);
    }

    private void phase(Phase phase) {
        real.runs.enter(run, phase);
        runRules.enter(model, phase == Phase.SERVE ? RunRules.SERVE : RunRules.NOT_SERVING);
    }

    private void stop() {
        real.runs.requestStop(run);
        model.set(Cells.OfRun.STOPPING, 1);
    }

    private void lateLauncher(int process) {
        if (before.epoch() != run.epoch()) {
            assertThatThrownBy(() -> real.partitions.free(before, workers[process], true))
                    .isInstanceOf(SupersededException.class);
            assertThatThrownBy(() -> real.runs.close(before, RunOutcome.COMPLETED, NOON))
                    .isInstanceOf(SupersededException.class);
        }
    }

    private void compare() {
        for (int partition = 0; partition < scope.partitions().size(); partition++) {
            assertThat(real.row(run, partition)).isEqualTo(row(partition));
        }
        var meter = real.meters.read(run.id());
        assertThat(meter.used()).isEqualTo(model.get(Cells.OfRun.USED));
        assertThat(meter.granted()).isEqualTo(model.get(Cells.OfRun.GRANTED));
        ChunkTotals totals = real.chunks.totals(run.id());
        assertThat(totals.documents()).isEqualTo(outcomes());
        Books.audit(model);
        assertThat(model.breach())
                .isNotIn(
                        Invariant.METER_WITHIN_LIMIT,
                        Invariant.USED_IS_SERVICED,
                        Invariant.GRANTED_IS_SUM_OF_GRANTS,
                        Invariant.NO_GRANT_AT_THE_END,
                        Invariant.ONE_OUTCOME,
                        Invariant.FENCE_GROWS);
    }

    private String row(int partition) {
        String owner = "nobody";
        for (int process = 0; process < scope.processes(); process++) {
            owner = model.owns(process, partition) ? workers[process] : owner;
        }
        return "%d %s %d %d %d %d %d %d"
                .formatted(
                        model.get(partition, Cells.OfPartition.STATE),
                        owner,
                        model.get(partition, Cells.OfPartition.FENCE),
                        model.get(partition, Cells.OfPartition.GRANTED),
                        model.get(partition, Cells.OfPartition.NEXT),
                        model.get(partition, Cells.OfPartition.BEGUN),
                        model.get(partition, Cells.OfPartition.CHUNK_END),
                        model.get(partition, Cells.OfPartition.DEATHS));
    }

    private long outcomes() {
        long outcomes = 0;
        for (int partition = 0; partition < scope.partitions().size(); partition++) {
            for (int document = 0; document < scope.lengthOf(partition); document++) {
                outcomes += model.outcome(partition, document) == 0 ? 0 : 1;
            }
        }
        return outcomes;
    }
}
