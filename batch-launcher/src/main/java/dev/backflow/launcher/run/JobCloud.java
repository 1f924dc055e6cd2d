package dev.backflow.launcher.run;

import dev.backflow.launcher.sandbox.aws.Cloud;
import dev.backflow.launcher.sandbox.aws.Surroundings;
import dev.backflow.run.job.JobFile;
import dev.backflow.run.job.Tier;
import dev.backflow.run.time.Sleeper;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** AWS for the jobs that run there. */
final class JobCloud {
    /** A launcher that was told to stop has no time for more between two calls. */
    private static final Duration HURRIED = Duration.ofMillis(500);

    private JobCloud() {}

    /** @return null for a job that runs on this machine */
    static @Nullable Cloud of(JobFile file, RunObserver observer, StopSignal stop) {
        if (file.tier() != Tier.FARGATE) {
            return null;
        }
        return Cloud.open(file.aws().base(), file.aws().region(), surroundings(observer, stop, () -> {}));
    }

    static Surroundings surroundings(RunObserver observer, StopSignal stop, Runnable fence) {
        return new Surroundings(
                InstantSource.system(),
                duration -> pause(duration, stop),
                () -> ThreadLocalRandom.current().nextDouble(),
                stop::isGiven,
                fence,
                observer::note,
                observer::failure);
    }

    private static void pause(Duration duration, StopSignal stop) throws InterruptedException {
        if (stop.isGiven()) {
            Sleeper.real().sleep(duration.compareTo(HURRIED) < 0 ? duration : HURRIED);
        } else {
            stop.waitAtMost(duration.toMillis());
        }
    }
}
