package dev.backflow.launcher.cli;

import dev.backflow.launcher.run.ExitCode;
import dev.backflow.launcher.run.LaunchException;
import dev.backflow.launcher.run.RunDetails;
import dev.backflow.launcher.run.RunHistory;
import dev.backflow.launcher.run.RunRow;
import dev.backflow.launcher.run.Verification;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Knows one run, number 17 of invoices; the books of letters are away. */
final class FakeHistory implements RunHistory {
    List<String> jobs = List.of("invoices");
    Verification verification = new Verification("invoices", 17, 100, 100, 100, List.of());

    @Override
    public List<String> jobs(Path data) {
        return jobs;
    }

    @Override
    public List<RunRow> list(Path data, String job) {
        if (job.equals("letters")) {
            throw new LaunchException(ExitCode.UNAVAILABLE, "The job repository cannot be used now.");
        }
        return job.equals("invoices") ? List.of(Samples.row()) : List.of();
    }

    @Override
    public RunDetails show(Path data, String job, @Nullable Integer run) {
        if (run != null && run != 17) {
            throw new LaunchException(
                    ExitCode.CONFIGURATION_WRONG, "There is no run " + run + " of " + job + ". Its last run is 17.");
        }
        return Samples.details();
    }

    @Override
    public Verification verify(Path data, String job, @Nullable Integer run) {
        return verification;
    }
}
