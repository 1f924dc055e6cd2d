package dev.backflow.launcher.report;

import java.math.BigDecimal;

/**
 * How long one resource of a sandbox took to be there.
 *
 * @param name within the sandbox
 * @param type as AWS calls it, such as {@code AWS::EC2::VPC}
 * @param seconds from 0
 */
public record DeployTime(String name, String type, BigDecimal seconds) {
    public DeployTime {
        if (seconds.signum() < 0) {
            throw new IllegalArgumentException("seconds must not be negative, were " + seconds);
        }
    }
}
