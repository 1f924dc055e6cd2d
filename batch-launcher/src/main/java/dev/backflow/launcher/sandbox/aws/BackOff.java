package dev.backflow.launcher.sandbox.aws;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before a further try: anything up to a bound that doubles with each, so that launchers that failed
 * together do not come back together.
 */
record BackOff(Duration first, Duration longest, DoubleSupplier chance) {
    /** @param failures how many have failed so far, 1 or more */
    Duration after(int failures) {
        long bound = Math.min(first.toMillis() << Math.min(failures - 1, 20), longest.toMillis());
        return Duration.ofMillis((long) (chance.getAsDouble() * bound));
    }
}
