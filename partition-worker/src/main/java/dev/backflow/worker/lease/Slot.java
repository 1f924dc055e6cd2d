package dev.backflow.worker.lease;

import dev.backflow.run.ledger.Claim;
import dev.backflow.run.ledger.Lease;
import dev.backflow.worker.step.PartitionStep;
import dev.backflow.worker.step.PartitionSteps;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** One thread that serves one partition after the other, for as long as there are any. */
final class Slot implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Slot.class);
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(50);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
    private static final int MOST_FAILURES_IN_A_ROW = 5;

    private final int number;
    private final SlotLeases leases;
    private final PartitionSteps steps;
    private final Sleeper sleeper;
    private final Ending ending;
    private int failures;
    private Duration wait = SHORTEST_WAIT;

    Slot(int number, SlotLeases leases, PartitionSteps steps, Sleeper sleeper, Ending ending) {
        this.number = number;
        this.leases = leases;
        this.steps = steps;
        this.sleeper = sleeper;
        this.ending = ending;
    }

    @Override
    public void run() {
        try {
            while (!ending.isDecided()) {
                tryOnce();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            LOG.error("Slot {} failed.", number, e);
            ending.because(WorkerEnd.FAILED);
        }
    }

    private void tryOnce() throws InterruptedException {
        try {
            Claim claim = leases.claim(number);
            if (claim instanceof Claim.Leased leased) {
                wait = SHORTEST_WAIT;
                serve(leased.lease());
            } else if (claim instanceof Claim.Over) {
                ending.because(WorkerEnd.OVER);
            } else {
                pause();
            }
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("Slot {} could not reach the job repository: {}", number, e.getMessage());
            pause();
        }
    }

    private void serve(Lease lease) throws InterruptedException {
        PartitionStep step;
        try {
            step = steps.serve(lease);
        } catch (RuntimeException e) {
            letGo(lease);
            throw e;
        }
        boolean progressed = step.lease().nextOrdinal() > lease.nextOrdinal();
        if (!step.lease().isFinished() && !step.isLost()) {
            letGo(step.lease());
        }
        if (progressed || !step.hasFailed()) {
            failures = 0;
        } else if (++failures >= MOST_FAILURES_IN_A_ROW) {
            LOG.error("Slot {} failed {} leases in a row; this worker leaves.", number, failures);
            ending.because(WorkerEnd.FAILED);
        } else {
            pause();
        }
        if (step.lease().granted() == 0 && !step.lease().isFinished()) {
            pause();
        }
    }

    /** Repeated until it is known: a partition that stays owned by an idle slot would be served by nobody. */
    private void letGo(Lease lease) throws InterruptedException {
        while (true) {
            try {
                leases.release(lease);
                return;
            } catch (DataAccessException | TransactionException e) {
                LOG.warn("Partition {} could not be released yet: {}", lease.partition(), e.getMessage());
                if (ending.isDecided()) {
                    return;
                }
                pause();
            }
        }
    }

    private void pause() throws InterruptedException {
        sleeper.sleep(wait);
        Duration longer = wait.multipliedBy(2);
        wait = longer.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : longer;
    }
}
