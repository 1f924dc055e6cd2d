package dev.backflow.launcher.drill;

import dev.backflow.launcher.drill.hook.DrillHook;
import dev.backflow.run.outcome.PlainJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a run has written down about its documents, read as any program would.
 *
 * @param rows of {@code ledger.jsonl}
 * @param results every line of every file in the results folder
 * @param used what {@code summary.json} says the meter has counted
 * @param limit what it says the run might service
 * @param calls the numbers of the documents that the hook was called for, a call each
 */
record RoundBooks(List<Line> rows, List<Line> results, long used, long limit, List<Integer> calls) {
    RoundBooks {
        rows = List.copyOf(rows);
        results = List.copyOf(results);
        calls = List.copyOf(calls);
    }

    /**
     * A row, or a result.
     *
     * @param outcome and the status after it
     */
    record Line(String document, String outcome, long attempts) {
        static Line parse(String json) {
            Map<?, ?> fields = object(json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return new Line(
                    String.valueOf(fields.get("document")), fields.get("outcome") + " " + fields.get("status"), (Long)
                            Objects.requireNonNull(fields.get("attempts"), "attempts"));
        }

        boolean isServiced() {
            return outcome.startsWith("completed ") || outcome.startsWith("exhausted ");
        }

        boolean isServed() {
            return !outcome.startsWith("not-served ");
        }
    }

    static RoundBooks read(RoundFolder folder) throws IOException {
        Map<?, ?> summary = object(Files.readAllBytes(folder.run().resolve("summary.json")));
        var results = new ArrayList<Line>();
        for (Path file : files(folder.results())) {
            results.addAll(lines(file));
        }
        return new RoundBooks(
                lines(folder.run().resolve("ledger.jsonl")),
                results,
                (Long) Objects.requireNonNull(summary.get("used"), "used"),
                (Long) Objects.requireNonNull(summary.get("limit"), "limit"),
                calls(folder.calls()));
    }

    private static List<Line> lines(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(Line::parse).toList();
        }
    }

    private static List<Integer> calls(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.length() == DrillHook.NUMBER_LENGTH)
                    .map(Integer::valueOf)
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private static Map<?, ?> object(byte[] json) {
        return (Map<?, ?>) Objects.requireNonNull(PlainJson.read(json), "an object");
    }
}
