package dev.backflow.run.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store of results in a folder promises. */
abstract class FolderResultsContract extends ResultStoreContract {
    private final Path results;

    /** @param folder an empty folder; the results folder is one in it that does not exist yet */
    FolderResultsContract(Path folder) {
        this.results = folder.resolve("some").resolve("results");
    }

    abstract ResultStore storeIn(Path results);

    @Override
    protected final ResultStore store() {
        return storeIn(results);
    }

    @Override
    protected final @Nullable String content(String name) throws IOException {
        Path file = results.resolve(name);
        return Files.exists(file) ? Files.readString(file) : null;
    }

    @Override
    protected final Map<String, String> contents() throws IOException {
        var contents = new TreeMap<String, String>();
        try (var files = Files.walk(results)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                contents.put(results.relativize(file).toString(), Files.readString(file));
            }
        }
        return contents;
    }

    @Test
    void sweepsWhatAKilledPublisherOfThatRunLeft() throws IOException {
        leaveStagedFile("invoices-17", "p3-100-f2-0");
        leaveStagedFile("invoices-17", "p3-100-f2-1");
        leaveStagedFile("invoices-17/probe123", "A");
        leaveStagedFile("invoices-18", "p0-0-f1-0");
        store().publish(CHUNK, List.of(Results.completed(100, "a")));

        store().sweep(17);

        assertThat(contents().keySet())
                .containsExactlyInAnyOrder(".~backflow/invoices-18/p0-0-f1-0", store().nameFor("a", CHUNK));
    }

    @Test
    void sweepsTwiceAndWhereNothingIs() throws IOException {
        store().sweep(17);
        store().publish(CHUNK, List.of(Results.completed(100, "a")));
        store().sweep(17);
        store().sweep(17);

        assertThat(results.resolve(Staging.FOLDER)).doesNotExist();
    }

    @Test
    void keepsEveryResultWithinItsFolder() throws IOException {
        store().publish(
                        CHUNK,
                        List.of(
                                Results.completed(100, "../../outside"),
                                Results.completed(101, "/outside"),
                                Results.completed(102, "a/../../../outside"),
                                Results.completed(103, ".~backflow/invoices-17"),
                                Results.completed(104, "a\u0000b\n"),
                                Results.completed(105, "x"),
                                Results.completed(106, "x.json/y"),
                                Results.completed(107, "long".repeat(500))));

        assertThat(linesOf("x.json/y")).anyMatch(line -> line.startsWith("{\"document\":\"x.json/y\""));
        try (var files = Files.walk(results.resolveSibling("").resolveSibling(""))) {
            assertThat(files.filter(Files::isRegularFile)).allMatch(file -> file.startsWith(results));
        }
    }

    @Test
    void tellsThatTheResultsFolderIsNoFolder() throws IOException {
        Files.createDirectories(results.resolveSibling(""));
        Files.writeString(results, "a file");

        assertThatIOException()
                .isThrownBy(() -> store().publish(CHUNK, List.of(Results.completed(100, "a"))))
                .withMessageContaining(results.toString());
    }

    private void leaveStagedFile(String run, String name) throws IOException {
        var folder = Files.createDirectories(results.resolve(Staging.FOLDER).resolve(run));
        Files.writeString(folder.resolve(name), "half a res");
    }
}
