package dev.backflow.launcher.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The processes that were started for a run, in a file of one JSON object a line, in the order of their start. Lines
 * are only added. Not synced to the disk: a crash of the machine takes the processes along.
 */
final class ProcessRecords {
    private static final JsonMapper json = JsonMapper.shared();

    private final Path file;

    private ProcessRecords(Path file) {
        this.file = file;
    }

    static ProcessRecords in(Path scratch) {
        return new ProcessRecords(scratch.resolve("processes.jsonl"));
    }

    synchronized void add(ProcessRecord record) throws IOException {
        // A line begins with its line feed: one torn by a crash then spoils no other.
        String line = "\n" + json.writeValueAsString(record);
        Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** All records; empty when there is no file. A line that a crash has torn is left out. */
    synchronized List<ProcessRecord> read() {
        return lines().stream().flatMap(ProcessRecords::parse).toList();
    }

    private static Stream<ProcessRecord> parse(String line) {
        try {
            return line.isBlank() ? Stream.empty() : Stream.of(json.readValue(line, ProcessRecord.class));
        } catch (JacksonException torn) {
            // Its process ends by itself, at the end of its standard input.
            return Stream.empty();
        }
    }

    private List<String> lines() {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The record of started processes, %s, cannot be read. Make it readable.".formatted(file), e);
        }
    }
}
