package dev.backflow.launcher.run;

import dev.backflow.launcher.report.RunSummary;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended, with what its reader needs besides the summary.
 *
 * @param exit what the launcher's process exits with
 * @param summary the run in numbers
 * @param untouched whether the run had been finished before, so that nothing was done now
 * @param servicedEarlier documents of the source that earlier runs had serviced unchanged
 * @param tolerated what the job tolerates, as its file says it: {@code 0}, {@code 20%}
 * @param folder the run's folder, with its ledger and summary
 * @param results where the results are
 * @param cause why the run failed, one line, or null when it did not
 */
public record RunEnd(
        ExitCode exit,
        RunSummary summary,
        boolean untouched,
        long servicedEarlier,
        String tolerated,
        Path folder,
        String results,
        @Nullable String cause) {}
