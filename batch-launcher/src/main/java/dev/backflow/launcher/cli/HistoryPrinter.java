package dev.backflow.launcher.cli;

import dev.backflow.launcher.run.ExitCode;
import java.io.PrintStream;
import java.nio.file.Path;
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

    ExitCode list(Path data, @Nullable String job, boolean json) {
        var rows = services.history().get().list(data, job);
        if (json) {
            var lines = new JsonLines();
            rows.forEach(row -> out.println(lines.line(RunReport.json(row))));
        } else {
            RunReport.table(rows, data).forEach(out::println);
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
