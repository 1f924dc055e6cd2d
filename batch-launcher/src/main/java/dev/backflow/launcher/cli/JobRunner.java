package dev.backflow.launcher.cli;

import dev.backflow.launcher.estimate.PriceTable;
import dev.backflow.launcher.estimate.RunForecast;
import dev.backflow.launcher.plan.RunPlan;
import dev.backflow.launcher.run.ExitCode;
import dev.backflow.launcher.run.JobFolder;
import dev.backflow.launcher.run.LaunchException;
import dev.backflow.launcher.run.RunEnd;
import dev.backflow.launcher.run.RunOverrides;
import dev.backflow.launcher.run.RunRequest;
import dev.backflow.run.job.InvalidJobFileException;
import dev.backflow.run.job.JobFile;
import dev.backflow.run.job.JobFileParser;
import dev.backflow.run.job.JobFiles;
import dev.backflow.run.job.SettingOverride;
import dev.backflow.run.job.Tier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Has a job planned, run or resumed, and prints what came of it. */
final class JobRunner {
    private final Console console;
    private final Services services;
    private final Invocation invocation;
    private final List<String> spring;

    /** What was typed about one job. */
    record Asked(String job, RunOptions options, FolderOptions folders, OutputOption output, ProgressOption progress) {}

    /**
     * @param spring arguments for Spring, as typed
     */
    JobRunner(Console console, Services services, Invocation invocation, List<String> spring) {
        this.console = console;
        this.services = services;
        this.invocation = invocation;
        this.spring = spring;
    }

    ExitCode run(Asked asked) {
        return run(asked, RunRequest.Verb.RUN);
    }

    ExitCode restart(Asked asked) {
        return run(asked, RunRequest.Verb.RESTART);
    }

    /** Tells what a restart would do, and does nothing of it. */
    ExitCode explainRestart(Asked asked) {
        var plan = services.runs().get().explain(request(asked, RunRequest.Verb.RESTART));
        var next = new NextCommands(invocation, asked.job(), asked.folders().asTyped());
        var lines = asked.output().isJson()
                ? List.of(new JsonLines().line(RestartReport.json(plan)))
                : RestartReport.text(plan, next);
        lines.forEach(console.out()::println);
        return ExitCode.DONE;
    }

    /**
     * @param prices a table of prices in place of the built-in one, or null
     * @param file where the plan is written in place of standard output, or null
     */
    ExitCode plan(Asked asked, @Nullable Path prices, @Nullable Path file) {
        var table = prices == null ? PriceTable.builtIn() : prices(prices);
        var request = request(asked, RunRequest.Verb.RUN);
        var missing = missing(request);
        RunPlan plan;
        try (var display = asked.progress().display(console)) {
            plan = services.runs().get().plan(request, display);
        } catch (LaunchException e) {
            throw missing.isEmpty() ? e : together(e, missing);
        }
        var forecast = forecast(request, plan, table);
        var next = new NextCommands(invocation, asked.job(), asked.folders().asTyped());
        var lines = asked.output().isJson()
                ? List.of(new JsonLines().line(PlanReport.json(plan, forecast, missing)))
                : PlanReport.text(plan, forecast, missing, next);
        if (file == null) {
            lines.forEach(console.out()::println);
        } else {
            write(lines, file);
            console.err().println("The plan is in " + file);
        }
        return ExitCode.DONE;
    }

    /** What a run would lack in AWS. */
    private List<String> missing(RunRequest request) {
        JobFile job = request.job().file();
        if (job.tier() != Tier.FARGATE) {
            return List.of();
        }
        return services.doctor().get().cloud(job).stream()
                .filter(check -> !check.isFine())
                .map(check -> check.subject() + ": " + check.words())
                .toList();
    }

    private static LaunchException together(LaunchException fault, List<String> missing) {
        List<String> problems = new ArrayList<>(missing);
        problems.addAll(fault.problems());
        var together = new LaunchException(fault.exitCode(), problems);
        together.initCause(fault);
        return together;
    }

    /** Null for a run that costs nothing. */
    private static @Nullable RunForecast forecast(RunRequest request, RunPlan plan, PriceTable prices) {
        JobFile job = request.job().file();
        if (job.tier() != Tier.FARGATE) {
            return null;
        }
        Path folder = JobFolder.of(request.data(), request.job().name()).folder();
        try {
            return RunForecast.of(
                    job, plan.documents(), plan.bytes(), plan.serves(), plan.maxWorkers(), folder, prices);
        } catch (IOException e) {
            throw new LaunchException(
                    ExitCode.UNREADABLE,
                    "The ledgers of earlier runs cannot be read (%s). Make %s readable."
                            .formatted(e.getMessage(), folder),
                    e);
        }
    }

    private static PriceTable prices(Path file) {
        try {
            return PriceTable.parse(Files.readString(file));
        } catch (IOException e) {
            throw new LaunchException(
                    ExitCode.COMMAND_LINE_WRONG,
                    "The prices cannot be read from %s (%s). Name a file that is there and may be read."
                            .formatted(file, e.getMessage()),
                    e);
        } catch (IllegalArgumentException e) {
            throw new LaunchException(
                    ExitCode.COMMAND_LINE_WRONG,
                    "%s is not a table of prices: %s. docs/job-files.md shows one.".formatted(file, e.getMessage()),
                    e);
        }
    }

    private ExitCode run(Asked asked, RunRequest.Verb verb) {
        var request = request(asked, verb);
        var next = new NextCommands(invocation, asked.job(), asked.folders().asTyped());
        RunEnd end;
        try (var display = asked.progress().display(console)) {
            end = services.runs().get().run(request, display);
        }
        var lines = asked.output().isJson()
                ? List.of(new JsonLines().line(Closing.json(end, next)))
                : Closing.text(end, next);
        lines.forEach(console.out()::println);
        return end.exit();
    }

    private RunRequest request(Asked asked, RunRequest.Verb verb) {
        var options = asked.options();
        var file = new JobFiles(asked.folders().jobs()).find(asked.job());
        var told = verb == RunRequest.Verb.RESTART
                ? begunWith(asked, file)
                : new RunOverrides(Path.of(""), overrides(options));
        var job = new JobFileParser(told.workingFolder()).parseAndCheck(asked.job(), file, told.overrides());
        return new RunRequest(
                job,
                told.overrides(),
                verb,
                options.fresh(),
                options.agreed(),
                asked.folders().data(),
                spring);
    }

    /** A restart is told nothing and resumes with what the run began with. */
    private RunOverrides begunWith(Asked asked, Path file) {
        @Nullable JobFile alone;
        try {
            alone = new JobFileParser(Path.of(""))
                    .parseAndCheck(asked.job(), file, List.of())
                    .file();
        } catch (InvalidJobFileException e) {
            // It may be right with what the run began with; then only this machine can tell that.
            alone = null;
        }
        return services.runs()
                .get()
                .begunWith(asked.job(), alone, asked.folders().data());
    }

    private static List<SettingOverride> overrides(RunOptions options) {
        var overrides = new ArrayList<SettingOverride>();
        var problems = new ArrayList<String>();
        var limit = options.limit();
        if (limit != null) {
            overrides.add(SettingOverride.limit(limit));
        }
        for (var setting : options.settings()) {
            try {
                overrides.add(SettingOverride.of(setting));
            } catch (IllegalArgumentException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        if (!problems.isEmpty()) {
            throw new LaunchException(ExitCode.COMMAND_LINE_WRONG, problems);
        }
        return List.copyOf(overrides);
    }

    private static void write(List<String> lines, Path file) {
        try {
            Files.write(file, lines, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new LaunchException(
                    ExitCode.CONFIGURATION_WRONG,
                    "The plan cannot be written to %s (%s). Name a file in a folder that exists and may be written."
                            .formatted(file, e.getMessage()),
                    e);
        }
    }
}
