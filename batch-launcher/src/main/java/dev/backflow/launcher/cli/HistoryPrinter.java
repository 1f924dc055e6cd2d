package dev.backflow.launcher.cli;

import dev.backflow.launcher.run.ExitCode;
import dev.backflow.launcher.run.LaunchException;
import dev.backflow.launcher.run.RunRow;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks about runs and prints the answers. */
final class HistoryPrinter {
    private final PrintStream out;
    private final Services services;
    private final Invocation invocation;

    HistoryPrinter(PrintStream out, Services services, Invocation invocation) {
        this.out = out;
        this.services = services;
        this.invocation = invocation;
    }

    /** A job whose repository cannot be asked keeps nobody from the runs of the others; it is told at the end. */
    ExitCode list(Path data, @Nullable String job, boolean json) {
        var history = services.history().get();
        var rows = new ArrayList<RunRow>();
        var faults = new LinkedHashMap<String, LaunchException>();
        for (String each : job == null ? history.jobs(data) : List.of(job)) {
            try {
                rows.addAll(history.list(data, each));
            } catch (LaunchException e) {
                if (e.exitCode() == ExitCode.INTERRUPTED) {
                    throw e;
                }
                faults.put(each, e);
            }
        }
        if (json) {
            var lines = new JsonLines();
            rows.forEach(row -> out.println(lines.line(RunReport.json(row))));
        } else {
            RunReport.table(rows, data).forEach(out::println);
        }
        for (LaunchException first : faults.values()) {
            throw new LaunchException(
                    first.exitCode(),
                    faults.entrySet().stream()
                            .map(fault -> "The runs of job '%s' are not known: %s"
                                    .formatted(fault.getKey(), fault.getValue().getMessage()))
                            .toList());
        }
        return ExitCode.DONE;
    }

    ExitCode show(RunQuestion question) {
        var details = services.history().get().show(question.folders().data(), question.job(), question.run());
        if (question.isJson()) {
            out.println(new JsonLines().line(RunReport.json(details)));
        } else {
            RunReport.text(details, next(question)).forEach(out::println);
        }
        return ExitCode.DONE;
    }

    /** A difference in the books is never a user's doing. */
    ExitCode verify(RunQuestion question) {
        var verification = services.history().get().verify(question.folders().data(), question.job(), question.run());
        if (question.isJson()) {
            out.println(new JsonLines().line(VerificationReport.json(verification)));
        } else {
            VerificationReport.text(verification).forEach(out::println);
        }
        return verification.exact() ? ExitCode.DONE : ExitCode.INTERNAL_ERROR;
    }

    private NextCommands next(RunQuestion question) {
        return new NextCommands(invocation, question.job(), question.folders().asTyped());
    }
}
