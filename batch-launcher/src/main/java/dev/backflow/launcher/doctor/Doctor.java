package dev.backflow.launcher.doctor;

import dev.backflow.launcher.plan.HookProbe;
import dev.backflow.launcher.plan.ProbedHook;
import dev.backflow.launcher.repository.Repositories;
import dev.backflow.launcher.run.ExitCode;
import dev.backflow.launcher.sandbox.aws.AwsCheck;
import dev.backflow.launcher.sandbox.aws.SandboxException;
import dev.backflow.run.job.Aws;
import dev.backflow.run.job.HookJar;
import dev.backflow.run.job.JobFile;
import dev.backflow.run.job.Repository;
import dev.backflow.run.job.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Looks at a machine and at a job. Nothing that lasts is made or changed. */
public final class Doctor {
    private static final String RUNS = "folder of runs";
    private static final String BASE_DATABASE = "base database";
    private static final int OLDEST_JAVA = 17;

    /** The class of SQL states that says that no connection came about. */
    private static final String CONNECTION_FAULT = "08";

    private final HookProbe hooks;
    private final Repositories repositories;
    private final Cloud cloud;

    public Doctor(HookProbe hooks, Repositories repositories, Cloud cloud) {
        this.hooks = hooks;
        this.repositories = repositories;
        this.cloud = cloud;
    }

    /**
     * What every job on this machine needs.
     *
     * @param jobs the folder of job files
     * @param data the folder in which runs are kept; need not exist
     */
    public List<Check> machine(Path jobs, Path data) {
        return List.of(java(Runtime.version().feature()), jobs(jobs), data(data));
    }

    static Check java(int version) {
        return version >= OLDEST_JAVA
                ? Check.fine("java", "version " + version)
                : wrong("java", "This is Java %d. Install Java %d or later.".formatted(version, OLDEST_JAVA));
    }

    private static Check jobs(Path jobs) {
        return Files.isDirectory(jobs) && Files.isReadable(jobs)
                ? Check.fine("folder of jobs", jobs.toString())
                : wrong(
                        "folder of jobs",
                        "%s is not a folder that can be read. Name the right one with --jobs-dir.".formatted(jobs));
    }

    private static Check data(Path data) {
        Path existing = data.toAbsolutePath();
        while (existing.getParent() != null && Files.notExists(existing)) {
            existing = existing.getParent();
        }
        if (!Files.isDirectory(existing)) {
            return wrong(RUNS, "%s is a file. Name a folder with --data-dir.".formatted(existing));
        }
        if (!Files.isWritable(existing)) {
            return new Check(
                    RUNS,
                    ExitCode.NOT_PERMITTED,
                    "%s may not be written. Give this user permission, or name another folder with --data-dir."
                            .formatted(existing));
        }
        return Check.fine(RUNS, data.toString());
    }

    /** What one job needs beside what its file was checked for. */
    public List<Check> job(JobFile job) throws InterruptedException {
        List<Check> checks = new ArrayList<>();
        checks.add(hook(job.hook()));
        Repository repository = job.repository();
        if (repository != null) {
            checks.add(repository(repository));
        }
        List<Check> cloud = cloud(job);
        checks.addAll(cloud);
        if (job.tier() == Tier.FARGATE && repository == null && mayLogIn(cloud)) {
            checks.add(baseRepository(job.aws()));
        }
        return List.copyOf(checks);
    }

    /** What keeps the launcher from the login has been told by then, and would only be told again. */
    private static boolean mayLogIn(List<Check> cloud) {
        return cloud.stream().anyMatch(check -> check.subject().equals(AwsCheck.JOB_REPOSITORY) && check.isFine());
    }

    /** What a job needs in AWS; empty for jobs that are served on this machine. */
    public List<Check> cloud(JobFile job) {
        if (job.tier() != Tier.FARGATE) {
            return List.of();
        }
        return cloud.checks(job).stream().map(Doctor::told).toList();
    }

    private Check hook(HookJar hook) throws InterruptedException {
        ProbedHook found = hooks.probe(hook.jar(), hook.className(), hook.settings());
        return found.isUsable()
                ? Check.fine("hook", String.valueOf(found.className()))
                : wrong("hook", String.join(" ", found.problems()));
    }

    private Check repository(Repository repository) {
        try {
            repositories.reach(repository);
            return Check.fine("job repository", repository.url());
        } catch (IOException e) {
            return wrong(
                    "job repository",
                    "The password cannot be read (%s). Make repository.password-file readable."
                            .formatted(e.getMessage()));
        } catch (SQLException e) {
            return new Check(
                    "job repository",
                    ExitCode.UNAVAILABLE,
                    "%s cannot be used (%s). Start the database, or correct the repository in the job file."
                            .formatted(repository.url(), e.getMessage()));
        }
    }

    private Check baseRepository(Aws aws) {
        try {
            return Check.fine(BASE_DATABASE, repositories.reach(aws) + " can be connected to");
        } catch (SandboxException e) {
            return new Check(BASE_DATABASE, exitCode(e.kind()), String.valueOf(e.getMessage()));
        } catch (SQLException e) {
            String remedy = String.valueOf(e.getSQLState()).startsWith(CONNECTION_FAULT)
                    ? "Reach it by a VPN or from within the base network, or give the base the parameter Access with"
                            + " this machine's address; 'The launcher, inside or outside' in docs/operating.md says how,"
                            + " and where the certificate authorities go."
                    : "Look at the database, and whether the base's owner secret has its present password.";
            return new Check(
                    BASE_DATABASE,
                    ExitCode.UNAVAILABLE,
                    "The database of the base %s cannot be used (%s). %s"
                            .formatted(aws.base(), e.getMessage(), remedy));
        }
    }

    private static Check told(AwsCheck check) {
        SandboxException.Kind fault = check.fault();
        return new Check(check.subject(), fault == null ? null : exitCode(fault), check.words());
    }

    private static ExitCode exitCode(SandboxException.Kind kind) {
        return switch (kind) {
            case UNAVAILABLE, STOPPED -> ExitCode.UNAVAILABLE;
            case NOT_PERMITTED -> ExitCode.NOT_PERMITTED;
            case WRONG -> ExitCode.CONFIGURATION_WRONG;
        };
    }

    private static Check wrong(String subject, String words) {
        return new Check(subject, ExitCode.CONFIGURATION_WRONG, words);
    }
}
