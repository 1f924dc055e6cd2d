package dev.backflow.launcher.cli;

import dev.backflow.run.job.JobFileSchema;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code schema}: the JSON Schema of job files. */
@Command(
        name = "schema",
        mixinStandardHelpOptions = true,
        versionProvider = LauncherVersion.class,
        description = "Print the JSON Schema of job files, for editors.")
final class SchemaCommand implements Callable<Integer> {
    private final PrintStream out;

    SchemaCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        out.println(JobFileSchema.generate().stripTrailing());
        return 0;
    }
}
