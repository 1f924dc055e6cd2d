package dev.backflow.launcher.sandbox;

import java.time.Duration;
import java.time.Instant;

/**
 * One thing that was made for a sandbox, and when.
 *
 * @param name within the sandbox
 * @param type as its maker calls it, such as {@code AWS::EC2::Subnet}
 * @param ended not before {@code started}
 */
public record DeployedResource(String name, String type, Instant started, Instant ended) {
    public DeployedResource {
        if (ended.isBefore(started)) {
            ended = started;
        }
    }

    public Duration time() {
        return Duration.between(started, ended);
    }
}
