package dev.backflow.launcher.estimate;

import dev.backflow.run.job.TaskSize;
import dev.backflow.run.outcome.PlainJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** What the ledgers of a job's earlier runs say about how long its documents take. */
public final class EarlierRuns {
    /** More would not make the average better, and a ledger may have a million rows. */
    private static final int MOST_ROWS = 20_000;

    private static final Set<String> SERVED = Set.of("completed", "exhausted");

    private final Path runs;

    /** @param jobFolder what outlives the job's runs; need not exist */
    public EarlierRuns(Path jobFolder) {
        this.runs = jobFolder.resolve("runs");
    }

    /** The time of the newest run that has served documents and left a ledger; null if there is none. */
    public @Nullable DocumentTime documentTime(TaskSize size, int slots) throws IOException {
        for (Path run : newestFirst()) {
            Path ledger = run.resolve("ledger.jsonl");
            DocumentTime time = Files.isRegularFile(ledger) ? timed(ledger, size, slots) : null;
            if (time != null) {
                return time;
            }
        }
        return null;
    }

    private List<Path> newestFirst() throws IOException {
        if (!Files.isDirectory(runs)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(runs)) {
            return folders.filter(folder -> folder.getFileName().toString().matches("[1-9][0-9]{0,8}"))
                    .sorted(Comparator.comparing((Path folder) ->
                                    Integer.valueOf(folder.getFileName().toString()))
                            .reversed())
                    .toList();
        }
    }

    private static @Nullable DocumentTime timed(Path ledger, TaskSize size, int slots) throws IOException {
        long documents = 0;
        double millis = 0;
        try (BufferedReader rows = Files.newBufferedReader(ledger, StandardCharsets.UTF_8)) {
            for (String row = rows.readLine(); row != null && documents < MOST_ROWS; row = rows.readLine()) {
                Number time = millis(row);
                if (time != null) {
                    documents++;
                    millis += Math.max(0, time.doubleValue());
                }
            }
        }
        return documents == 0 ? null : DocumentTime.measured(documents, millis / documents, size, slots);
    }

    /** The time of a document that was served; null for others, and for what is no row of a ledger. */
    private static @Nullable Number millis(String row) {
        try {
            return PlainJson.read(row.getBytes(StandardCharsets.UTF_8)) instanceof Map<?, ?> fields
                            && SERVED.contains(String.valueOf(fields.get("outcome")))
                            && fields.get("millis") instanceof Number number
                    ? number
                    : null;
        } catch (JacksonException e) {
            return null;
        }
    }
}
