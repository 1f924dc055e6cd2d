package dev.backflow.run.aws;

import dev.backflow.run.time.Sleeper;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Repeats what failed by a passing fault, beyond the few attempts that the SDK makes at one call: an operation may be
 * several calls, or the reading of a content that breaks off after its call has long succeeded. Waits grow, are chosen
 * at random below their bound, so that many workers do not come back together, and end when the time is up. Safe for
 * use by several threads.
 */
public final class S3Patience {
    /** S3 is rarely away for longer; a run that waits much longer keeps its scheduler from telling what is wrong. */
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    /** What is tried; it has to be safe to repeat as a whole, also when only its answer was lost. */
    @FunctionalInterface
    interface Attempt<T> {
        T make() throws IOException;
    }

    private final Duration longest;
    private final Sleeper sleeper;
    private final DoubleSupplier random;
    private final LongSupplier nanoTime;

    S3Patience(Duration longest, Sleeper sleeper, DoubleSupplier random, LongSupplier nanoTime) {
        this.longest = longest;
        this.sleeper = sleeper;
        this.random = random;
        this.nanoTime = nanoTime;
    }

    /** Real waiting, for a minute at most. */
    public static S3Patience real() {
        return new S3Patience(
                LONGEST, Sleeper.real(), () -> ThreadLocalRandom.current().nextDouble(), System::nanoTime);
    }

    /** Does it, again and again if need be; throws what the last attempt threw. */
    <T> T with(Attempt<T> attempt) throws IOException {
        long end = nanoTime.getAsLong() + longest.toNanos();
        Duration bound = FIRST_WAIT;
        while (true) {
            try {
                return attempt.make();
            } catch (IOException | RuntimeException e) {
                Duration wait = Duration.ofNanos((long) (bound.toNanos() * random.getAsDouble()));
                if (!S3Faults.isPassing(e) || nanoTime.getAsLong() + wait.toNanos() > end) {
                    throw e;
                }
                sleep(wait, e);
            }
            bound = bound.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? bound.multipliedBy(2) : LONGEST_WAIT;
        }
    }

    private void sleep(Duration wait, Exception why) throws InterruptedIOException {
        try {
            sleeper.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            var interrupted = new InterruptedIOException("interrupted while waiting for S3");
            interrupted.initCause(why);
            throw interrupted;
        }
    }
}
