package dev.backflow.launcher.cli;

import dev.backflow.launcher.doctor.Check;
import dev.backflow.run.job.InvalidJobFileException;
import dev.backflow.run.job.JobFile;
import dev.backflow.run.job.JobFileParser;
import dev.backflow.run.job.JobFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code doctor}: what is missing on this machine, for a job, and in AWS. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        versionProvider = LauncherVersion.class,
        description = "Look at all that a run needs, and say what is missing and what to do; change nothing.")
final class DoctorCommand implements Callable<Integer> {
    private final Console console;
    private final Services services;

    @Option(names = "--job", paramLabel = "NAME", description = "Look at what this job needs, too.")
    private @Nullable String job;

    @Mixin
    private final FolderOptions folders = new FolderOptions();

    @Mixin
    private final OutputOption output = new OutputOption();

    DoctorCommand(Console console, Services services) {
        this.console = console;
        this.services = services;
    }

    @Override
    public Integer call() throws InterruptedException {
        List<Check> checks = checks();
        if (output.isJson()) {
            console.out().println(new JsonLines().line(json(checks)));
        } else {
            text(checks).forEach(console.out()::println);
        }
        return Check.worst(checks).number();
    }

    private List<Check> checks() throws InterruptedException {
        var doctor = services.doctor().get();
        List<Check> checks = new ArrayList<>(doctor.machine(folders.jobs(), folders.data()));
        var name = job;
        if (name == null) {
            return checks;
        }
        try {
            Path file = new JobFiles(folders.jobs()).find(name);
            JobFile read = new JobFileParser(Path.of(""))
                    .parseAndCheck(name, file, List.of())
                    .file();
            checks.add(Check.fine("job file", file.toString()));
            checks.addAll(doctor.job(read));
        } catch (InvalidJobFileException e) {
            e.problems()
                    .forEach(problem -> checks.add(
                            new Check("job file", FaultReport.exitCode(problem.kind()), problem.toString())));
        }
        return checks;
    }

    static List<String> text(List<Check> checks) {
        List<String> lines = new ArrayList<>();
        checks.forEach(check -> lines.add(OneLine.of(
                "%-7s %-18s %s".formatted(check.isFine() ? "ok" : "MISSING", check.subject(), check.words()))));
        long missing = checks.stream().filter(check -> !check.isFine()).count();
        lines.add(
                missing == 0
                        ? "Nothing is missing."
                        : "%s. Nothing has been created.".formatted(Amounts.counted(missing, "fault")));
        return lines;
    }

    static Map<String, Object> json(List<Check> checks) {
        List<Map<String, Object>> listed = new ArrayList<>();
        for (Check check : checks) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("subject", check.subject());
            object.put("ok", check.isFine());
            object.put("exit", check.fault() == null ? 0 : check.fault().number());
            object.put("words", check.words());
            listed.add(object);
        }
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("ok", checks.stream().allMatch(Check::isFine));
        object.put("exit", Check.worst(checks).number());
        object.put("checks", listed);
        return object;
    }
}
