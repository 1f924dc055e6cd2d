package dev.backflow.worker;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What one worker process is told.
 *
 * @param order where the work order of its run is: a file, or {@code s3://BUCKET/KEY}
 * @param name its name, unique within the run
 * @param taskId what the task launcher calls it
 * @param heartbeat time between two signs of life
 * @param lease how long its leases outlive the last sign
 * @param grace how long its slots may take to settle what they have, once it was told to end
 * @param endsWithInput whether the end of standard input means that its launcher is gone; only where the launcher holds
 *     the other end of it
 * @param launcherSilence how long the launcher's heartbeat in the books may stand still before this worker leaves
 * @param idle after how long without anything to serve this worker leaves; null to stay until the run is over
 * @param cpuUnits what the worker's container may use, 1024 for a processor; null for all of the machine
 */
@ConfigurationProperties("backflow.worker")
public record WorkerProperties(
        String order,
        String name,
        String taskId,
        @DefaultValue("5s") Duration heartbeat,
        @DefaultValue("30s") Duration lease,
        @DefaultValue("20s") Duration grace,
        @DefaultValue("false") boolean endsWithInput,
        @DefaultValue("10m") Duration launcherSilence,
        @Nullable Duration idle,
        @Nullable Integer cpuUnits) {
    private static final double UNITS_OF_A_PROCESSOR = 1024;

    /** How many processors this process may use. */
    double processors() {
        double all = Runtime.getRuntime().availableProcessors();
        return cpuUnits == null ? all : Math.min(all, Math.max(1, cpuUnits) / UNITS_OF_A_PROCESSOR);
    }
}
