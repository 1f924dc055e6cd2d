package dev.backflow.worker.step;

import dev.backflow.engine.StuckStepException;
import dev.backflow.run.failpoint.Failpoint;
import dev.backflow.run.ledger.ChunkWish;
import dev.backflow.run.ledger.Lease;
import dev.backflow.run.ledger.PassingFault;
import dev.backflow.run.ledger.SettledChunk;
import dev.backflow.run.ledger.StaleLeaseException;
import dev.backflow.run.manifest.Manifest;
import dev.backflow.run.outcome.ChunkId;
import dev.backflow.run.outcome.DocumentOutcome;
import dev.backflow.run.outcome.SegmentFolder;
import dev.backflow.run.outcome.SegmentWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.step.AbstractStep;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.PessimisticLockingFailureException;

/**
 * The chunk step of one lease: serves chunk after chunk of a partition until it is finished, the meter has no unit for
 * it, or the worker stops.
 *
 * <p>It is a step of our own, not a {@code ChunkOrientedStep}: that one's chunk size is final and its transaction spans
 * the processing, while here a chunk is as large as the grant and the clock allow, and the transaction spans the settle
 * alone. See {@code docs/decisions}. One instance serves one lease, on one thread.
 */
public final class PartitionStep extends AbstractStep {
    /**
     * A deadlock, a serialization failure and a lock that does not come free have one thing in common: the transaction
     * is rolled back for certain, so that the chunk need not be served again for its settle to be repeated.
     */
    private static final RetryTemplate AFTER_ROLLBACK = new RetryTemplate(RetryPolicy.builder()
            .includes(PessimisticLockingFailureException.class)
            .maxRetries(3)
            .delay(Duration.ofMillis(20))
            .multiplier(3)
            .jitter(Duration.ofMillis(10))
            .build());

    private final ServingParts parts;
    private final ChunkPace pace;
    private final BooleanSupplier stopping;
    private Lease lease;
    private LeaseEnd end = LeaseEnd.SERVED;
    private Solitude.Pass turn = Solitude.NO_PASS;

    PartitionStep(ServingParts parts, Lease lease, ChunkPace pace, BooleanSupplier stopping) {
        super(parts.jobRepository());
        this.parts = parts;
        this.lease = lease;
        this.pace = pace;
        this.stopping = stopping;
        setName("serve:partition-" + lease.partition());
    }

    ServedLease run(StepExecution execution) {
        try {
            execute(execution);
        } catch (JobInterruptedException e) {
            execution.addFailureException(e);
        } catch (RuntimeException | Error e) {
            // Nobody is told of the turn then, and it would never end.
            turn.leave();
            throw e;
        }
        if (end == LeaseEnd.SERVED && execution.getStatus() != BatchStatus.COMPLETED) {
            end = execution.getFailureExceptions().stream().anyMatch(PassingFault::is)
                    ? LeaseEnd.REPOSITORY_AWAY
                    : LeaseEnd.FAILED;
        }
        return new ServedLease(lease, end, turn);
    }

    @Override
    protected void doExecute(StepExecution execution) throws Exception {
        try {
            serve(execution);
        } catch (StaleLeaseException e) {
            end = LeaseEnd.TAKEN_OVER;
            execution.setStatus(BatchStatus.FAILED);
            execution.setExitStatus(ExitStatus.FAILED.addExitDescription(String.valueOf(e.getMessage())));
        } catch (StuckStepException e) {
            end = LeaseEnd.STUCK;
            throw e;
        } catch (OutOfMemoryError e) {
            // AbstractStep would record it like any fault, and serve on.
            end = LeaseEnd.OUT_OF_MEMORY;
            throw e;
        }
    }

    private void serve(StepExecution execution) throws Exception {
        if (lease.nextOrdinal() > lease.firstOrdinal()) {
            parts.publisher().publishLeftovers(lease.partition());
        }
        var all = new Manifest(parts.files());
        try (var manifest = all.read(lease.byteOffset(), lease.nextOrdinal(), lease.endOrdinal());
                var documents = new ReadAhead(manifest::next, parts.store())) {
            var processor =
                    new ServingProcessor(parts.engine(), documents, parts.clock(), lease.partition(), lease.worker());
            var chunks = new ChunkServer(documents::next, processor, processor::lost, stopping, System::nanoTime);
            boolean begun = false;
            boolean goesOn = true;
            while (goesOn) {
                boolean alone = lease.isServedAlone();
                takeTurn(alone);
                if (!begun && !stopping.getAsBoolean()) {
                    lease = parts.leases().grant(lease, wish());
                    Failpoint.GRANT_AFTER.hit();
                    begun = true;
                }
                do {
                    documents.until(lease.nextOrdinal() + (alone ? 1 : lease.granted()));
                    goesOn = begun && lease.granted() > 0 && serveChunk(chunks, execution);
                } while (goesOn && alone && lease.isServedAlone());
            }
        }
        if (lease.nextOrdinal() > lease.firstOrdinal()) {
            parts.publisher().published(lease.partition(), lease.nextOrdinal());
            Failpoint.PARTITION_MARKED.hit();
        }
    }

    /** The last turn goes back with the lease: as long as that is begun, the death of the process counts against it. */
    private void takeTurn(boolean alone) throws InterruptedException {
        turn.leave();
        turn = Solitude.NO_PASS;
        turn = parts.solitude().enter(alone);
    }

    /** @return whether there is more to serve under this lease */
    private boolean serveChunk(ChunkServer chunks, StepExecution execution) throws Exception {
        long started = System.nanoTime();
        ServedChunk served =
                chunks.serve(lease, lease.isServedAlone() ? 1 : Math.min(lease.granted(), pace.documents()));
        if (served.outcomes().isEmpty()) {
            return false;
        }
        pace.served(served.outcomes().size(), Duration.ofNanos(System.nanoTime() - started));
        SettledChunk chunk = served.settledWith(write(served.outcomes()));
        Failpoint.SETTLE_BEFORE.hit();
        try {
            lease = settle(execution, chunk);
        } catch (StaleLeaseException e) {
            drop(chunk, e);
            throw e;
        }
        Failpoint.SETTLE_AFTER.hit();
        parts.publisher().publish(chunk, served.outcomes());
        Failpoint.CHUNK_PUBLISHED.hit();
        return !lease.isFinished() && !stopping.getAsBoolean();
    }

    /** Nobody will ever refer to what was written under a lost fence; and a run that is over is swept no more. */
    private void drop(SettledChunk chunk, StaleLeaseException lost) {
        try {
            new SegmentFolder(parts.files()).remove(chunk.segment());
        } catch (IOException e) {
            lost.addSuppressed(e);
        }
    }

    private Lease settle(StepExecution execution, SettledChunk chunk) {
        var before = new StepCounts(execution);
        try {
            return AFTER_ROLLBACK.invoke(() -> {
                before.restore();
                return Objects.requireNonNull(parts.transaction().execute(status -> {
                    Lease after = parts.leases().settle(lease, chunk, wish());
                    before.add(chunk);
                    getJobRepository().update(execution);
                    Failpoint.SETTLE_IN.hit();
                    return after;
                }));
            });
        } catch (RuntimeException e) {
            if (!parts.publisher().isSettled(chunk)) {
                before.restore();
            }
            throw e;
        }
    }

    private ChunkWish wish() {
        return new ChunkWish(pace.documents(), parts.order().sharers());
    }

    private String write(List<DocumentOutcome> outcomes) throws IOException {
        var id = new ChunkId(parts.order().run(), lease.partition(), lease.nextOrdinal(), lease.fence());
        try (var segment = SegmentWriter.create(parts.files(), id)) {
            Failpoint.SEGMENT_BEGUN.hit();
            for (DocumentOutcome outcome : outcomes) {
                segment.append(outcome);
            }
            segment.commit();
        }
        Failpoint.SEGMENT_COMMITTED.hit();
        return id.segment();
    }
}
