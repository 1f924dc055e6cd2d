package dev.backflow.run.ledger;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * Bears with a database that is away: repeats what failed by a {@link PassingFault}, with growing waits and some jitter,
 * until it works or the time is up. What it repeats has to be safe to repeat as a whole, also when it had worked and
 * only the answer was lost.
 *
 * <p>All threads of a process share one. When it has waited in vain it stays so: everything after that fails at once,
 * because the process is about to end and each further statement would wait for its own.
 */
public final class Patience {
    /**
     * A server restarts, and a standby takes over, within a minute; a run that waits much longer keeps a scheduler's next
     * start from telling that something is wrong.
     */
    public static final Duration LONGEST = Duration.ofSeconds(60);

    /** Whoever asked for the end of the run is not to wait that long. */
    private static final Duration LONGEST_WHEN_STOPPING = Duration.ofSeconds(10);

    /** A fault that is over by then is not worth a line. */
    private static final Duration UNTOLD = Duration.ofSeconds(1);

    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
    private static final Duration JITTER = Duration.ofMillis(50);

    private final Duration longest;
    private final BooleanSupplier stopping;
    private final Consumer<String> told;
    private final LongSupplier nanoTime;
    private final RetryTemplate repeats;
    private @Nullable Long awaySinceNanos;
    private boolean tellsOfIt;
    private boolean spent;

    /**
     * @param longest how long the database may be away; zero repeats nothing
     * @param stopping whether the process was asked to end
     * @param told gets one line when the waiting is worth one, and one when it is over
     */
    public Patience(Duration longest, BooleanSupplier stopping, Consumer<String> told) {
        this(longest, stopping, told, System::nanoTime);
    }

    Patience(Duration longest, BooleanSupplier stopping, Consumer<String> told, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.longest = longest;
        this.stopping = stopping;
        this.told = told;
        this.repeats = new RetryTemplate(RetryPolicy.builder()
                .maxRetries(Long.MAX_VALUE)
                .delay(FIRST_WAIT)
                .multiplier(2)
                .maxDelay(LONGEST_WAIT)
                .jitter(JITTER)
                .timeout(longest)
                .predicate(this::isWorthAnotherTry)
                .build());
    }

    /** For a process that knows better how to go on without its database. */
    public static Patience none() {
        return new Patience(Duration.ZERO, () -> false, line -> {});
    }

    /** Does it, again and again if need be; throws what the last try threw. Safe for use from several threads. */
    public <T extends @Nullable Object> T with(Supplier<T> work) {
        if (longest.isZero()) {
            return work.get();
        }
        return repeats.invoke(() -> {
            refuseWhenSpent();
            T done = work.get();
            reached();
            return done;
        });
    }

    private synchronized void refuseWhenSpent() {
        if (spent) {
            throw new DataAccessResourceFailureException(
                    "It could not be reached for %d seconds.".formatted(longest.toSeconds()));
        }
    }

    private synchronized void reached() {
        awaySinceNanos = null;
        if (tellsOfIt) {
            tellsOfIt = false;
            told.accept("The job repository is back; the run goes on.");
        }
    }

    private synchronized boolean isWorthAnotherTry(Throwable fault) {
        if (spent || !PassingFault.is(fault)) {
            return false;
        }
        long now = nanoTime.getAsLong();
        Long since = awaySinceNanos;
        if (since == null) {
            awaySinceNanos = now;
            return true;
        }
        Duration away = Duration.ofNanos(now - since);
        if (away.compareTo(mostPatience()) > 0) {
            spent = true;
            return false;
        }
        if (!tellsOfIt && away.compareTo(UNTOLD) > 0) {
            tellsOfIt = true;
            told.accept("The job repository cannot be reached; waiting up to %d s for it to come back."
                    .formatted(mostPatience().toSeconds()));
        }
        return true;
    }

    private Duration mostPatience() {
        boolean shorter = stopping.getAsBoolean() && longest.compareTo(LONGEST_WHEN_STOPPING) > 0;
        return shorter ? LONGEST_WHEN_STOPPING : longest;
    }
}
