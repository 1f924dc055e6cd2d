package dev.backflow.launcher.cli;

import dev.backflow.launcher.plan.RestartPlan;
import dev.backflow.launcher.plan.RunPlan;
import dev.backflow.launcher.run.RunControl;
import dev.backflow.launcher.run.RunEnd;
import dev.backflow.launcher.run.RunObserver;
import dev.backflow.launcher.run.RunOverrides;
import dev.backflow.launcher.run.RunRequest;
import dev.backflow.run.job.JobFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Remembers what it was asked, and ends as it was told. */
final class FakeRunControl implements RunControl {
    final List<RunRequest> asked = new ArrayList<>();
    RunEnd end = Samples.done();
    RunOverrides begunWith = new RunOverrides(Path.of(""), List.of());

    /** What happens in place of an end, for example a fault. */
    Runnable before = () -> {};

    @Override
    public RunEnd run(RunRequest request, RunObserver observer) {
        asked.add(request);
        observer.note("worker 1 started");
        before.run();
        return end;
    }

    @Override
    public RunPlan plan(RunRequest request, RunObserver observer) {
        asked.add(request);
        return Samples.plan();
    }

    @Override
    public RestartPlan explain(RunRequest request) {
        asked.add(request);
        return new RestartPlan(
                "invoices", 17, "completed", false, "ended", "inline", true, 100, 20, List.of(), List.of(), List.of());
    }

    @Override
    public RunOverrides begunWith(String job, @Nullable JobFile file, Path data) {
        return begunWith;
    }
}
