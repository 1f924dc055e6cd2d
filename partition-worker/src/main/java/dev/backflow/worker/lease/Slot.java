package dev.backflow.worker.lease;

import dev.backflow.run.failpoint.Failpoint;
import dev.backflow.run.ledger.Claim;
import dev.backflow.run.ledger.Lease;
import dev.backflow.run.time.Sleeper;
import dev.backflow.worker.step.LeaseEnd;
import dev.backflow.worker.step.ServedLease;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * One thread that serves one partition after the other, for as long as there are any. It ends when its worker's end is
 * decided and not before: a hook that interrupts the thread changes nothing.
 */
final class Slot implements Runnable {
    static final Duration SHORTEST_WAIT = Duration.ofMillis(50);
    static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
    static final int MOST_FAILURES_IN_A_ROW = 5;

    /** About as many seconds as a lease lasts, by the longest wait: an outage as a whole is the heartbeat's matter. */
    static final int MOST_TIMES_AWAY_IN_A_ROW = 30;

    private static final Logger LOG = LoggerFactory.getLogger(Slot.class);

    private final int number;
    private final SlotLeases leases;
    private final Function<Lease, ServedLease> steps;
    private final Sleeper sleeper;
    private final Idleness idleness;
    private final Ending ending;
    private int failures;
    private int timesAway;
    private Duration wait = SHORTEST_WAIT;

    Slot(
            int number,
            SlotLeases leases,
            Function<Lease, ServedLease> steps,
            Sleeper sleeper,
            Idleness idleness,
            Ending ending) {
        this.number = number;
        this.leases = leases;
        this.steps = steps;
        this.sleeper = sleeper;
        this.idleness = idleness;
        this.ending = ending;
    }

    @Override
    public void run() {
        try {
            while (!ending.isDecided()) {
                tryOnce();
            }
        } catch (OutOfMemoryError e) {
            ending.because(WorkerEnd.OUT_OF_MEMORY);
            throw e;
        } catch (Throwable e) {
            // First, as the rest may fail like whatever failed here.
            ending.because(WorkerEnd.FAILED);
            LOG.error("Slot {} failed.", number, e);
        }
    }

    private void tryOnce() {
        try {
            Claim claim = leases.claim();
            if (claim instanceof Claim.Leased leased) {
                Failpoint.LEASE_CLAIMED.hit();
                idleness.begun();
                try {
                    serve(leased.lease());
                } finally {
                    idleness.ended();
                }
            } else if (claim instanceof Claim.Unanswered unanswered) {
                LOG.warn(
                        "Slot {} got no answer to a claim: {}",
                        number,
                        unanswered.cause().getMessage());
                pause();
                letGo(unanswered.lease(), leases::withdraw);
            } else if (claim instanceof Claim.Over) {
                ending.because(WorkerEnd.OVER);
            } else if (idleness.isOver()) {
                LOG.info("There is nothing to serve for this worker; it leaves.");
                ending.because(WorkerEnd.OVER);
            } else {
                pause();
            }
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("Slot {} could not reach the job repository: {}", number, e.getMessage());
            pause();
        }
    }

    private void serve(Lease claimed) {
        ServedLease served;
        try {
            served = steps.apply(claimed);
        } catch (RuntimeException e) {
            letGo(claimed, leases::release);
            throw e;
        }
        try {
            letGo(served);
        } finally {
            served.turn().leave();
        }
        if (!ending.isDecided()) {
            goOn(claimed, served);
        }
    }

    private void letGo(ServedLease served) {
        // A lease that is kept is freed by the launcher, which counts a death at the chunk that was begun.
        if (served.end() == LeaseEnd.STUCK) {
            ending.because(WorkerEnd.STUCK);
        } else if (served.end() == LeaseEnd.OUT_OF_MEMORY) {
            ending.because(WorkerEnd.OUT_OF_MEMORY);
        } else if (!served.lease().isFinished() && served.end() != LeaseEnd.TAKEN_OVER) {
            letGo(served.lease(), leases::release);
        }
    }

    private void goOn(Lease claimed, ServedLease served) {
        Lease lease = served.lease();
        boolean progressed = lease.nextOrdinal() > claimed.nextOrdinal();
        boolean away = served.end() == LeaseEnd.REPOSITORY_AWAY;
        boolean failed = served.end() != LeaseEnd.SERVED && !away;
        if (progressed) {
            wait = SHORTEST_WAIT;
        }
        timesAway = away && !progressed ? timesAway + 1 : 0;
        failures = failed && !progressed ? failures + 1 : 0;
        if (timesAway == MOST_TIMES_AWAY_IN_A_ROW) {
            LOG.error("Slot {} could settle nothing {} times in a row; this worker leaves.", number, timesAway);
            ending.because(WorkerEnd.REPOSITORY_LOST);
        } else if (failures == MOST_FAILURES_IN_A_ROW) {
            LOG.error("Slot {} failed {} leases in a row; this worker leaves.", number, failures);
            ending.because(WorkerEnd.FAILED);
        } else if (timesAway > 0 || failures > 0 || (lease.granted() == 0 && !lease.isFinished())) {
            pause();
        }
    }

    /** Repeated until it is known: a partition that stays owned by an idle slot would be served by nobody. */
    private void letGo(Lease lease, Consumer<Lease> way) {
        while (true) {
            try {
                Failpoint.LEASE_RELEASING.hit();
                way.accept(lease);
                Failpoint.LEASE_RELEASED.hit();
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

    private void pause() {
        try {
            sleeper.sleep(wait);
        } catch (InterruptedException e) {
            // No reason to end, see above; the wait was shorter, that is all.
            LOG.debug("Slot {} was interrupted while it waited.", number);
        }
        Duration longer = wait.multipliedBy(2);
        wait = longer.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : longer;
    }
}
