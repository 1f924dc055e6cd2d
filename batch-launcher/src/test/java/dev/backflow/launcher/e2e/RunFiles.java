package dev.backflow.launcher.e2e;

import dev.backflow.run.manifest.Manifest;
import dev.backflow.run.outcome.PlainJson;
import dev.backflow.run.store.FolderRunStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a run has left to look at.
 *
 * @param folder the run's folder
 * @param results the job's results folder
 */
record RunFiles(Path folder, Path results, String job, int number) {
    List<LedgerLine> ledger() throws IOException {
        try (Stream<String> lines = Files.lines(folder.resolve("ledger.jsonl"))) {
            return lines.map(LedgerLine::parse).toList();
        }
    }

    /** One line for each document, without what differs from run to run. */
    List<String> briefLedger() throws IOException {
        return ledger().stream().map(LedgerLine::brief).toList();
    }

    /** The documents that were completed or exhausted, in the order of the manifest. */
    List<String> serviced() throws IOException {
        return ledger().stream()
                .filter(LedgerLine::isServiced)
                .map(LedgerLine::document)
                .toList();
    }

    Map<?, ?> summary() throws IOException {
        return object(folder.resolve("summary.json"));
    }

    /** A number of the summary. */
    long count(String field) throws IOException {
        return (Long) Objects.requireNonNull(summary().get(field), field);
    }

    /** What the tear-down has left, by its own word. */
    List<?> remaining() throws IOException {
        return (List<?>) Objects.requireNonNull(certificate().get("remaining"));
    }

    Map<?, ?> certificate() throws IOException {
        return object(folder.resolve("teardown.json"));
    }

    Path scratch() {
        return folder.resolve("scratch");
    }

    List<String> manifest() throws IOException {
        var names = new ArrayList<String>();
        try (var entries = new Manifest(new FolderRunStore(folder)).read()) {
            for (var entry = entries.next(); entry != null; entry = entries.next()) {
                names.add(entry.document().key());
            }
        }
        return names;
    }

    /** The results of this run that are in the results folder, each with the name of its file before it. */
    Map<String, List<LedgerLine>> resultLines() throws IOException {
        var found = new TreeMap<String, List<LedgerLine>>();
        for (Path file : resultFiles()) {
            List<LedgerLine> lines = Files.readAllLines(file).stream()
                    .map(LedgerLine::parse)
                    .filter(line -> line.run() == number)
                    .toList();
            if (!lines.isEmpty()) {
                found.put(results.relativize(file).toString().replace('\\', '/'), lines);
            }
        }
        return found;
    }

    /** The one result of a document. */
    LedgerLine result(String document) throws IOException {
        List<LedgerLine> found = resultLines().values().stream()
                .flatMap(List::stream)
                .filter(line -> line.document().equals(document))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError("there are %d results of %s".formatted(found.size(), document));
        }
        return found.get(0);
    }

    private List<Path> resultFiles() throws IOException {
        if (Files.notExists(results)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(results)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static Map<?, ?> object(Path file) throws IOException {
        return (Map<?, ?>) Objects.requireNonNull(PlainJson.read(Files.readAllBytes(file)));
    }
}
