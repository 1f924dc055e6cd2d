package dev.backflow.worker;

import java.time.Duration;
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
 */
@ConfigurationProperties("backflow.worker")
public record WorkerProperties(
        String order,
        String name,
        String taskId,
        @DefaultValue("5s") Duration heartbeat,
        @DefaultValue("30s") Duration lease,
        @DefaultValue("20s") Duration grace,
        @DefaultValue("false") boolean endsWithInput) {}
