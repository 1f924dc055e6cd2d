package dev.backflow.launcher.run;

import dev.backflow.run.job.JobFileParser;
import dev.backflow.run.job.NamedJobFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A job file of a test, read as the launcher reads it. */
final class WrittenJob {
    private WrittenJob() {}

    /** @param lines beside those of the hook, which is no jar */
    static NamedJobFile in(Path folder, String name, String... lines) throws IOException {
        Path file = folder.resolve(name + ".yaml");
        Files.writeString(Files.createDirectories(folder).resolve("hook.jar"), "no jar");
        Files.writeString(file, "hook: {jar: hook.jar}\n" + String.join("\n", lines) + "\n");
        return new JobFileParser(folder).parseAndCheck(name, file, List.of());
    }

    /** With documents and results in S3. */
    static NamedJobFile ofFargate(Path folder, String name, String... lines) throws IOException {
        var all = new ArrayList<>(List.of(
                "source: s3://documents/in/",
                "results: s3://documents/out/",
                "tier: fargate",
                "access: 203.0.113.7/32"));
        all.addAll(List.of(lines));
        return in(folder, name, all.toArray(String[]::new));
    }
}
