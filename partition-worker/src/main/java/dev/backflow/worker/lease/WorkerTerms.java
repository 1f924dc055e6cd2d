package dev.backflow.worker.lease;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a worker has in the place where it was started, and when it leaves there by itself although its run goes on.
 *
 * @param processors that it may use, above 0
 * @param launcherSilence after the launcher's heartbeat has stood still for so long; null for never
 * @param idle after none of its slots had anything to serve for so long; null for never
 */
public record WorkerTerms(
        double processors,
        @Nullable Duration launcherSilence,
        @Nullable Duration idle) {
    public WorkerTerms {
        if (!(processors > 0)) {
            throw new IllegalArgumentException("processors must be above 0, was " + processors);
        }
        check("launcher-silence", launcherSilence);
        check("idle", idle);
    }

    /** All of this machine, for as long as the run lasts. */
    static WorkerTerms ofThisMachine() {
        return new WorkerTerms(Runtime.getRuntime().availableProcessors(), null, null);
    }

    private static void check(String name, @Nullable Duration duration) {
        if (duration != null && (duration.isZero() || duration.isNegative())) {
            throw new IllegalArgumentException(name + " must be longer than nothing, was " + duration);
        }
    }
}
