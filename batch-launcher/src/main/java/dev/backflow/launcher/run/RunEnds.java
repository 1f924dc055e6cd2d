package dev.backflow.launcher.run;

import dev.backflow.engine.SkipRule;
import dev.backflow.launcher.report.RunSummary;
import dev.backflow.run.job.JobFile;
import dev.backflow.run.job.Tolerance;
import dev.backflow.run.ledger.Run;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the end of a run means: its exit code, and what its reader is told. */
final class RunEnds {
    private RunEnds() {}

    static RunEnd of(LaunchedRun launched, Run ended, RunSummary summary, @Nullable Throwable fault) {
        if (fault == null) {
            return end(launched.file(), ended, launched.folder(), summary, exit(launched.file(), summary), false, null);
        }
        RuntimeException told = Faults.told(fault);
        return told instanceof LaunchException expected
                ? end(
                        launched.file(),
                        ended,
                        launched.folder(),
                        summary,
                        expected.exitCode(),
                        false,
                        expected.getMessage())
                : end(
                        launched.file(),
                        ended,
                        launched.folder(),
                        summary,
                        ExitCode.INTERNAL_ERROR,
                        false,
                        String.valueOf(told.getMessage()));
    }

    /** The run had ended before; nothing was done, and nothing is wrong. */
    static RunEnd untouched(RunRequest request, Run ended, Path folder, RunSummary summary) {
        return end(request.job().file(), ended, folder, summary, ExitCode.DONE, true, null);
    }

    private static ExitCode exit(JobFile file, RunSummary summary) {
        boolean tolerated = skipRule(file.tolerate()).tolerates(summary.totals().exhausted(), summary.used());
        return tolerated ? ExitCode.DONE : ExitCode.TOO_MANY_EXHAUSTED;
    }

    private static SkipRule skipRule(Tolerance tolerance) {
        if (tolerance instanceof Tolerance.Percent percent) {
            return SkipRule.ofPercent(percent.percent());
        }
        return SkipRule.ofCount(((Tolerance.Count) tolerance).documents());
    }

    private static RunEnd end(
            JobFile file,
            Run ended,
            Path folder,
            RunSummary summary,
            ExitCode exit,
            boolean untouched,
            @Nullable String cause) {
        return new RunEnd(
                exit,
                summary,
                untouched,
                Objects.requireNonNullElse(ended.alreadyServiced(), 0L),
                file.tolerate().toString(),
                folder,
                file.results().shown(),
                cause);
    }
}
