package dev.backflow.launcher.cli;

import dev.backflow.launcher.plan.PartitionStretch;
import dev.backflow.launcher.plan.RestartPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a restart would do, as text and as an object for programs. */
final class RestartReport {
    private RestartReport() {}

    static List<String> text(RestartPlan plan, NextCommands next) {
        var lines = new ArrayList<String>();
        lines.add(headline(plan));
        lines.add("  limit      %d of %d used".formatted(plan.used(), plan.limit()));
        if (plan.unfinished() && plan.planned()) {
            lines.addAll(work(plan));
        }
        plan.notes().forEach(note -> lines.add("  note       " + note));
        plan.obstacles().forEach(obstacle -> lines.add("  refused    " + obstacle));
        if (!plan.stretches().isEmpty()) {
            lines.addAll(table(plan.stretches()));
        }
        lines.add("Next: " + (plan.unfinished() ? next.restart() : next.show(plan.run())));
        return lines.stream().map(OneLine::of).toList();
    }

    private static String headline(RestartPlan plan) {
        var run = "Run %d of %s".formatted(plan.run(), plan.job());
        if (!plan.unfinished()) {
            return "%s is finished (%s), so restart has nothing to do. Nothing was changed."
                    .formatted(run, plan.state());
        }
        if (!plan.obstacles().isEmpty()) {
            return "%s is %s, but restart would refuse to go on with it now. Nothing was changed."
                    .formatted(run, plan.state());
        }
        return "%s is %s; restart would go on with it%s. Nothing was changed."
                .formatted(
                        run,
                        plan.state(),
                        plan.planned() ? "" : ", and list the source again, as no document was touched");
    }

    private static List<String> work(RestartPlan plan) {
        var lines = new ArrayList<String>();
        lines.add("  documents  %d done, %d to be served again, %d never started"
                .formatted(plan.done(), plan.again(), plan.open()));
        if (plan.unpublished() > 0) {
            lines.add("  publish    the results of %s that are settled, before anything is served"
                    .formatted(Amounts.counted(plan.unpublished(), "document")));
        }
        lines.add(
                plan.serves() == 0
                        ? "  serve      nothing: the run is torn down, reported and closed"
                        : "  serve      at most %s, in tier %s"
                                .formatted(Amounts.counted(plan.serves(), "document"), plan.tier()));
        return lines;
    }

    private static List<String> table(List<PartitionStretch> stretches) {
        var table = new Table("PARTITIONS", "DOCUMENTS", "DONE", "AGAIN", "OPEN", "UNITS", "WHY");
        for (var stretch : stretches) {
            table.add(
                    range(stretch.firstPartition(), stretch.lastPartition()),
                    range(stretch.firstOrdinal(), stretch.endOrdinal() - 1),
                    Long.toString(stretch.done()),
                    Long.toString(stretch.again()),
                    Long.toString(stretch.open()),
                    Long.toString(stretch.units()),
                    stretch.why());
        }
        return table.lines();
    }

    private static String range(long first, long last) {
        return first == last ? Long.toString(first) : first + " to " + last;
    }

    static Map<String, Object> json(RestartPlan plan) {
        var object = new LinkedHashMap<String, Object>();
        object.put("job", plan.job());
        object.put("run", plan.run());
        object.put("state", plan.state());
        object.put("unfinished", plan.unfinished());
        object.put("phase", plan.phase());
        object.put("tier", plan.tier());
        object.put("limit", plan.limit());
        object.put("used", plan.used());
        object.put("done", plan.done());
        object.put("again", plan.again());
        object.put("open", plan.open());
        object.put("unpublished", plan.unpublished());
        object.put("serves", plan.serves());
        object.put("notes", plan.notes());
        object.put("obstacles", plan.obstacles());
        object.put(
                "partitions", plan.stretches().stream().map(RestartReport::json).toList());
        return object;
    }

    private static Map<String, Object> json(PartitionStretch stretch) {
        var object = new LinkedHashMap<String, Object>();
        object.put("kind", stretch.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        object.put("firstPartition", stretch.firstPartition());
        object.put("lastPartition", stretch.lastPartition());
        object.put("firstDocument", stretch.firstOrdinal());
        object.put("lastDocument", stretch.endOrdinal() - 1);
        object.put("done", stretch.done());
        object.put("again", stretch.again());
        object.put("open", stretch.open());
        object.put("units", stretch.units());
        object.put("unpublished", stretch.unpublished());
        object.put("why", stretch.why());
        return object;
    }
}
