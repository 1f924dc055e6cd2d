package dev.backflow.launcher.cli;

import dev.backflow.launcher.run.ExitCode;
import dev.backflow.launcher.run.LaunchException;
import dev.backflow.run.job.JobEntry;
import dev.backflow.run.job.JobFiles;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Prints the jobs that can be run, and how to run one. */
final class JobList {
    private final PrintStream out;
    private final Invocation invocation;

    JobList(PrintStream out, Invocation invocation) {
        this.out = out;
        this.invocation = invocation;
    }

    ExitCode print(FolderOptions folders, boolean json) {
        var jobs = jobs(folders.jobs());
        if (json) {
            var lines = new JsonLines();
            jobs.forEach(job -> out.println(lines.line(json(job))));
        } else {
            text(jobs, folders).forEach(out::println);
        }
        return ExitCode.DONE;
    }

    private static List<JobEntry> jobs(Path folder) {
        try {
            return new JobFiles(folder).list();
        } catch (UncheckedIOException e) {
            throw new LaunchException(
                    ExitCode.UNREADABLE,
                    "The folder of job files %s cannot be listed (%s). Check that this user may read it."
                            .formatted(folder, e.getCause()),
                    e);
        }
    }

    private List<String> text(List<JobEntry> jobs, FolderOptions folders) {
        if (jobs.isEmpty()) {
            return List.of(
                    OneLine.of("There are no jobs in %s. Write a job file %s, or name another folder with --jobs-dir."
                            .formatted(folders.jobs(), folders.jobs().resolve("NAME.yaml"))),
                    "Next: " + invocation.with("--help"));
        }
        var table = new Table("JOB", "DESCRIPTION");
        jobs.forEach(job -> table.add(job.name(), job.description()));
        var lines = new ArrayList<>(table.lines());
        lines.add("");
        lines.add("Next: " + new NextCommands(invocation, jobs.get(0).name(), folders.asTyped()).dryRun());
        return lines;
    }

    private static Map<String, Object> json(JobEntry job) {
        var object = new LinkedHashMap<String, Object>();
        object.put("job", job.name());
        object.put("description", job.description());
        object.put("file", job.file().toString());
        return object;
    }
}
