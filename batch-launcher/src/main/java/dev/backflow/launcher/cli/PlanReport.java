package dev.backflow.launcher.cli;

import dev.backflow.launcher.estimate.RunForecast;
import dev.backflow.launcher.plan.RunPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A plan as text and as an object for programs. */
final class PlanReport {
    private PlanReport() {}

    /**
     * @param forecast null for a run on this machine
     * @param missing what keeps the run from being started now
     */
    static List<String> text(RunPlan plan, @Nullable RunForecast forecast, List<String> missing, NextCommands next) {
        var lines = new ArrayList<String>();
        lines.add("%s run %d of %s. Nothing has been created."
                .formatted(plan.resumes() ? "Would resume" : "Would start", plan.run(), plan.job()));
        lines.add("  documents  %s to serve, %s; %d serviced by earlier runs"
                .formatted(
                        Amounts.counted(plan.documents(), "document"),
                        Amounts.size(plan.bytes()),
                        plan.servicedEarlier()));
        lines.add("  limit      %d, so this run serves at most %s"
                .formatted(plan.limit(), Amounts.counted(plan.serves(), "document")));
        lines.add("  hook       %s: %s".formatted(plan.hook(), String.join(", ", plan.steps())));
        lines.add("  source     " + plan.source());
        lines.add("  results    " + plan.results());
        lines.add("  tier       %s, %d to %s"
                .formatted(plan.tier(), plan.minWorkers(), Amounts.counted(plan.maxWorkers(), "worker")));
        if (forecast != null) {
            lines.addAll(ForecastReport.text(forecast));
        }
        plan.warnings().forEach(warning -> lines.add("  warning    " + warning));
        missing.forEach(each -> lines.add("  missing    " + each));
        lines.add("Next: " + (missing.isEmpty() ? next.run() : next.doctor()));
        return lines.stream().map(OneLine::of).toList();
    }

    static Map<String, Object> json(RunPlan plan, @Nullable RunForecast forecast, List<String> missing) {
        var object = new LinkedHashMap<String, Object>();
        object.put("job", plan.job());
        object.put("run", plan.run());
        object.put("resumes", plan.resumes());
        object.put("tier", plan.tier());
        object.put("hook", plan.hook());
        object.put("steps", plan.steps());
        object.put("source", plan.source());
        object.put("results", plan.results());
        object.put("documents", plan.documents());
        object.put("bytes", plan.bytes());
        object.put("servicedEarlier", plan.servicedEarlier());
        object.put("limit", plan.limit());
        object.put("serves", plan.serves());
        object.put("minWorkers", plan.minWorkers());
        object.put("maxWorkers", plan.maxWorkers());
        if (forecast != null) {
            object.put("estimate", ForecastReport.json(forecast));
            object.put("missing", missing);
        }
        object.put("warnings", plan.warnings());
        return object;
    }
}
