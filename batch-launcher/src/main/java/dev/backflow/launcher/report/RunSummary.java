package dev.backflow.launcher.report;

import dev.backflow.run.file.AtomicFile;
import dev.backflow.run.ledger.RunOutcome;
import dev.backflow.run.outcome.PlainJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JacksonException;

/**
 * A run in numbers: {@code summary.json} in its folder, which is a contract (fields may be added, never renamed).
 *
 * @param run its number, from 1
 * @param tier as in the job file; never {@code auto}
 * @param limit how many documents it might service
 * @param used how many the meter says it has
 * @param totals of the ledger
 * @param workersLost how many of the started ones died
 * @param documentsPerSecond serviced ones, over the time in which documents were served; kept to one decimal
 * @param exact whether ledger, segments and meter agree
 * @param deployed what was deployed, and how long each thing took; empty where nothing took any time
 */
public record RunSummary(
        int run,
        String job,
        String tier,
        RunOutcome outcome,
        long limit,
        long used,
        LedgerTotals totals,
        int workersStarted,
        int workersLost,
        Instant startedAt,
        Instant endedAt,
        double documentsPerSecond,
        Cost cost,
        SandboxEnd sandbox,
        boolean exact,
        List<DeployTime> deployed) {
    public static final String NAME = "summary.json";

    public RunSummary {
        if (!Double.isFinite(documentsPerSecond) || documentsPerSecond < 0) {
            throw new IllegalArgumentException(
                    "documents per second must be a number from 0, were " + documentsPerSecond);
        }
        documentsPerSecond = Math.round(documentsPerSecond * 10) / 10.0;
        deployed = List.copyOf(deployed);
    }

    /** Of a run for which nothing was deployed. */
    public RunSummary(
            int run,
            String job,
            String tier,
            RunOutcome outcome,
            long limit,
            long used,
            LedgerTotals totals,
            int workersStarted,
            int workersLost,
            Instant startedAt,
            Instant endedAt,
            double documentsPerSecond,
            Cost cost,
            SandboxEnd sandbox,
            boolean exact) {
        this(
                run,
                job,
                tier,
                outcome,
                limit,
                used,
                totals,
                workersStarted,
                workersLost,
                startedAt,
                endedAt,
                documentsPerSecond,
                cost,
                sandbox,
                exact,
                List.of());
    }

    /** Writes it into the run's folder, whole or not at all. */
    public void write(Path runFolder) throws IOException {
        var json = new ByteArrayOutputStream();
        SummaryJson.append(this).drainTo(json);
        AtomicFile.write(runFolder.resolve(NAME), json.toByteArray());
    }

    /** The fields of {@code summary.json} in their order: strings, numbers, booleans, lists and maps. */
    public Map<String, Object> fields() {
        var json = new ByteArrayOutputStream();
        try {
            SummaryJson.append(this).drainTo(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var fields = new LinkedHashMap<String, Object>();
        ((Map<?, ?>) Objects.requireNonNull(PlainJson.read(json.toByteArray())))
                .forEach((name, value) -> fields.put(String.valueOf(name), Objects.requireNonNull(value)));
        return fields;
    }

    /**
     * Reads it from a run's folder.
     *
     * @throws java.nio.file.NoSuchFileException if the run has none yet
     * @throws IOException also if the file is not a summary, or of a later major version
     */
    public static RunSummary read(Path runFolder) throws IOException {
        var file = runFolder.resolve(NAME);
        try {
            return SummaryJson.parse(Files.readAllBytes(file));
        } catch (JacksonException e) {
            throw new IOException("Cannot read summary: %s (%s).".formatted(e.getOriginalMessage(), file), e);
        } catch (RuntimeException e) {
            throw new IOException("Cannot read summary: %s (%s).".formatted(e.getMessage(), file), e);
        }
    }
}
