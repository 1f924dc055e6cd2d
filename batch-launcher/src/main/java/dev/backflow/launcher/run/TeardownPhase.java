package dev.backflow.launcher.run;

import dev.backflow.launcher.report.SandboxEnd;
import dev.backflow.launcher.sandbox.Sandbox;
import dev.backflow.run.failpoint.Failpoint;
import dev.backflow.run.job.Aws;
import dev.backflow.run.job.Tier;
import dev.backflow.run.ledger.BatchExecutions;
import dev.backflow.run.ledger.Chunks;
import dev.backflow.run.ledger.LedgerDatabase;
import dev.backflow.run.ledger.Partitions;
import dev.backflow.run.ledger.Phase;
import dev.backflow.run.ledger.Run;
import dev.backflow.run.ledger.Runs;
import dev.backflow.run.ledger.SettledChunk;
import dev.backflow.run.ledger.SupersededException;
import dev.backflow.run.outcome.SegmentFolder;
import dev.backflow.worker.lease.PartitionWorkers;
import dev.backflow.worker.order.WorkOrder;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Ends the workers, publishes what is settled but not published, removes the sandbox, and writes the certificate that
 * nothing is left. Always performed: after success, failure, stop and limit.
 */
final class TeardownPhase implements RunPhase {
    private final LaunchedRun launched;
    private final LedgerDatabase database;
    private final PartitionWorkers workers;
    private final Sandbox sandbox;
    private final InstantSource clock;
    private boolean left = true;

    TeardownPhase(
            LaunchedRun launched,
            LedgerDatabase database,
            PartitionWorkers workers,
            Sandbox sandbox,
            InstantSource clock) {
        this.launched = launched;
        this.database = database;
        this.workers = workers;
        this.sandbox = sandbox;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "teardown";
    }

    @Override
    public void perform() throws Exception {
        var runs = new Runs(database);
        Run now = runs.byId(launched.run().id());
        if (now.documents() != null) {
            runs.enter(launched.run(), Phase.TEARDOWN);
        } else {
            // Not planned, so that a resume plans it; but the sandbox may be another launcher's by now.
            runs.beat(launched.run());
        }
        Failpoint.TEARDOWN_ENTERED.hit();
        Exception fault = null;
        try {
            // First of all, so that nobody publishes, or spends, beside this.
            sandbox.teardown();
            Failpoint.SANDBOX_REMOVED.hit();
            settle(now);
        } catch (SupersededException e) {
            // What is left is another launcher's now, and in use.
            throw e;
        } catch (IOException | RuntimeException e) {
            fault = e;
        }
        conclude(fault);
    }

    private void settle(Run now) throws IOException {
        if (now.jobExecutionId() != null) {
            var executions = new BatchExecutions(database);
            executions.failLeases(now.jobExecutionId());
            executions.endTasks(now);
            Failpoint.LEASES_FAILED.hit();
        }
        if (now.documents() != null) {
            new Partitions(database).freeAll(launched.run());
            publishLeftovers();
        }
        if (launched.isStoredElsewhere()) {
            // On this machine it went with the sandbox.
            launched.store().delete(LaunchedRun.HOOK_JAR);
        }
    }

    private void publishLeftovers() throws IOException {
        WorkOrder order = launched.order(Tier.PROCESSES);
        workers.publisher(order).publishAll();
        workers.results(order).sweep(order.run());
        Failpoint.RESULTS_SWEPT.hit();
        Set<String> settled = new Chunks(database)
                .inOrder(order.runId()).stream().map(SettledChunk::segment).collect(Collectors.toSet());
        new SegmentFolder(launched.store()).sweep(settled::contains);
        Failpoint.SEGMENTS_SWEPT.hit();
    }

    /** What became of the sandbox, once this was performed. */
    SandboxEnd end() {
        return left ? SandboxEnd.LEFT : SandboxEnd.REMOVED;
    }

    private String remedy() {
        if (launched.cloud() == null) {
            return "End or remove it, then run restart.";
        }
        Aws aws = launched.file().aws();
        String region = aws.region() == null ? "" : " --region=" + aws.region();
        return "Remove it with: sandbox destroy --job=%s --run=%d --base=%s%s"
                .formatted(launched.run().job(), launched.run().number(), aws.base(), region);
    }

    /** Whatever went wrong before: what may go on costing money is asked for, written down and told. */
    private void conclude(@Nullable Exception fault) throws Exception {
        LaunchException left;
        try {
            left = certify();
        } catch (IOException | RuntimeException e) {
            if (fault == null) {
                throw e;
            }
            fault.addSuppressed(e);
            throw fault;
        }
        if (left != null) {
            throw fault == null ? left : Faults.leftAfter(fault, left);
        }
        if (fault != null) {
            throw fault;
        }
    }

    /** @return what whoever started the run is told of what is left; null when nothing needs them */
    private @Nullable LaunchException certify() throws IOException {
        var certificate = new TeardownCertificate(launched.folder());
        // In case that nobody can tell now: that of an earlier attempt does not hold any more.
        certificate.withdraw();
        List<String> remaining = sandbox.remaining();
        boolean requested = sandbox.isBeingRemoved();
        certificate.write(launched.run(), clock.instant(), remaining, requested);
        Failpoint.TEARDOWN_CERTIFIED.hit();
        left = !remaining.isEmpty();
        if (requested) {
            launched.observer()
                    .note("The removal of the sandbox was asked for, and goes on without this launcher: "
                            + String.join(", ", remaining));
            return null;
        }
        return left
                ? new LaunchException(
                        ExitCode.TEARDOWN_UNCONFIRMED,
                        "The tear-down is not complete, still there: %s. %s"
                                .formatted(String.join(", ", remaining), remedy()))
                : null;
    }
}
