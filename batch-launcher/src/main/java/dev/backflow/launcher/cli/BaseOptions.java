package dev.backflow.launcher.cli;

import dev.backflow.run.job.Aws;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where in AWS a command looks. */
final class BaseOptions {
    @Option(
            names = "--base",
            paramLabel = "STACK",
            defaultValue = Aws.DEFAULT_BASE,
            description = "The stack that the sandboxes stand on (default: ${DEFAULT-VALUE}).")
    private String base = Aws.DEFAULT_BASE;

    @Option(names = "--region", paramLabel = "REGION", description = "The AWS region (default: the AWS SDK's).")
    private @Nullable String region;

    String base() {
        return base;
    }

    @Nullable
    String region() {
        return region;
    }
}
