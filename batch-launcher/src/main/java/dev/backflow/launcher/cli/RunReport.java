package dev.backflow.launcher.cli;

import dev.backflow.launcher.run.RunDetails;
import dev.backflow.launcher.run.RunRow;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs as text and as objects for programs. */
final class RunReport {
    private RunReport() {}

    /**
     * @param data the folder that was looked into, named when there is nothing in it
     */
    static List<String> table(List<RunRow> rows, Path data) {
        if (rows.isEmpty()) {
            return List.of("There are no runs in " + OneLine.of(data.toString()) + ".");
        }
        var table = new Table("JOB", "RUN", "STATE", "LIMIT", "USED", "DOCUMENTS", "STARTED", "ENDED", "FOLDER");
        for (var row : rows) {
            table.add(
                    row.job(),
                    Integer.toString(row.run()),
                    row.state(),
                    Long.toString(row.limit()),
                    Long.toString(row.used()),
                    Long.toString(row.documents()),
                    second(row.startedAt()),
                    second(row.endedAt()),
                    row.folder().toString());
        }
        return table.lines();
    }

    static Map<String, @Nullable Object> json(RunRow row) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("job", row.job());
        object.put("run", row.run());
        object.put("state", row.state());
        object.put("limit", row.limit());
        object.put("used", row.used());
        object.put("documents", row.documents());
        object.put("startedAt", row.startedAt().toString());
        var endedAt = row.endedAt();
        object.put("endedAt", endedAt == null ? null : endedAt.toString());
        object.put("folder", row.folder().toString());
        return object;
    }

    static List<String> text(RunDetails details, NextCommands next) {
        var row = details.row();
        return List.of(
                        "Run %d of %s: %s".formatted(row.run(), row.job(), row.state()),
                        "  documents   %d: %d completed, %d exhausted, %d rejected, %d open"
                                .formatted(
                                        row.documents(),
                                        details.completed(),
                                        details.exhausted(),
                                        details.rejected(),
                                        details.open()),
                        "  limit       %d of %d used".formatted(row.used(), row.limit()),
                        "  partitions  %d of %d done".formatted(details.partitionsDone(), details.partitions()),
                        "  tier        %s, last phase: %s".formatted(details.tier(), details.phase()),
                        "  started     " + second(row.startedAt()),
                        "  ended       " + second(row.endedAt()),
                        "  results     " + details.results(),
                        "  folder      " + row.folder(),
                        "Next: " + (row.isOver() ? next.verify(row.run()) : next.restart()))
                .stream()
                .map(OneLine::of)
                .toList();
    }

    static Map<String, @Nullable Object> json(RunDetails details) {
        var object = json(details.row());
        object.put("tier", details.tier());
        object.put("phase", details.phase());
        object.put("completed", details.completed());
        object.put("exhausted", details.exhausted());
        object.put("rejected", details.rejected());
        object.put("open", details.open());
        object.put("partitionsDone", details.partitionsDone());
        object.put("partitions", details.partitions());
        object.put("results", details.results());
        return object;
    }

    private static String second(@Nullable Instant instant) {
        return instant == null ? "-" : instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
