package dev.backflow.run.result;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.backflow.run.outcome.ChunkId;
import dev.backflow.run.outcome.DocumentOutcome;
import dev.backflow.run.outcome.PlainJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store of results promises. */
abstract class ResultStoreContract {
    static final ChunkId CHUNK = new ChunkId(17, 3, 100, 2);

    private final Path results;
    private final ResultStore store;

    /** @param folder an empty folder; the results folder is one in it that does not exist yet */
    ResultStoreContract(Path folder) {
        this.results = folder.resolve("some").resolve("results");
        this.store = storeIn(results);
    }

    abstract ResultStore storeIn(Path results);

    @Test
    void publishesAllThatIsKnownOfADocument() throws IOException {
        store.publish(CHUNK, List.of(Results.completed(100, "a/b.pdf"), Results.rejected(101, "c.pdf")));

        assertThat(linesOf("a/b.pdf")).contains("""
                        {"document":"a/b.pdf","version":"v-100","run":17,"outcome":"completed","status":"EXTRACTED",\
                        "payload":{"total":1.10},"attempts":1,"error":null,"bytes":5120,\
                        "sha256":"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",\
                        "startedAt":"2026-01-02T03:04:05Z","millis":12.4}""");
        assertThat(linesOf("c.pdf")).contains("""
                        {"document":"c.pdf","version":"v-101","run":17,"outcome":"rejected","status":"DENIED",\
                        "payload":{},"attempts":0,"error":"unknown tenant\\nin line 2","bytes":7,\
                        "sha256":null,"startedAt":"1970-01-01T00:00:00Z","millis":0}""");
    }

    @Test
    void publishesAgainWithoutAnyChange() throws IOException {
        var outcomes = List.of(Results.completed(100, "a"), Results.completed(101, "b/c"));
        store.publish(CHUNK, outcomes);
        var once = contents();

        storeIn(results).publish(CHUNK, outcomes);

        assertThat(contents()).isEqualTo(once);
    }

    @Test
    void completesWhatADeadPublisherHasBegun() throws IOException {
        var outcomes = List.of(Results.completed(100, "a"), Results.completed(101, "b"), Results.completed(102, "c"));

        assertThatExceptionOfType(KilledError.class).isThrownBy(() -> store.publish(CHUNK, killedAfter(outcomes, 2)));
        storeIn(results).publish(CHUNK, outcomes);

        assertThat(outcomes)
                .allSatisfy(outcome -> assertThat(published(outcome.document())).contains(outcome.document()));
    }

    @Test
    void leavesNothingButResults() throws IOException {
        var outcomes = List.of(Results.completed(100, "a"), Results.completed(101, "b/c"));

        store.publish(CHUNK, outcomes);
        store.sweep(CHUNK.run());

        assertThat(contents().keySet())
                .containsExactlyInAnyOrderElementsOf(outcomes.stream()
                        .map(outcome -> store.nameFor(outcome.document(), CHUNK))
                        .distinct()
                        .toList());
    }

    @Test
    void sweepsWhatAKilledPublisherOfThatRunLeft() throws IOException {
        leaveStagedFile("invoices-17", "p3-100-f2-0");
        leaveStagedFile("invoices-17", "p3-100-f2-1");
        leaveStagedFile("invoices-17/probe123", "A");
        leaveStagedFile("invoices-18", "p0-0-f1-0");
        store.publish(CHUNK, List.of(Results.completed(100, "a")));

        store.sweep(17);

        assertThat(contents().keySet())
                .containsExactlyInAnyOrder(".~backflow/invoices-18/p0-0-f1-0", store.nameFor("a", CHUNK));
    }

    @Test
    void sweepsTwiceAndWhereNothingIs() throws IOException {
        store.sweep(17);
        store.publish(CHUNK, List.of(Results.completed(100, "a")));
        store.sweep(17);
        store.sweep(17);

        assertThat(results.resolve(Staging.FOLDER)).doesNotExist();
    }

    @Test
    void keepsEveryResultWithinItsFolder() throws IOException {
        store.publish(
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
    void letsTwoPublishersOfOneChunkMeetWithoutHarm() throws Exception {
        var outcomes = IntStream.range(0, 50)
                .mapToObj(i -> Results.completed(100 + i, "folder/" + i))
                .toList();
        Callable<@Nullable Void> publish = () -> {
            storeIn(results).publish(CHUNK, outcomes);
            return null;
        };
        var threads = Executors.newFixedThreadPool(4);
        try {
            for (var publisher : threads.invokeAll(List.of(publish, publish, publish, publish))) {
                publisher.get();
            }
        } finally {
            threads.shutdownNow();
        }

        store.sweep(CHUNK.run());

        for (var outcome : outcomes) {
            assertThat(published(outcome.document())).contains(outcome.document());
        }
        assertThat(contents().values())
                .allSatisfy(content -> assertThat(content.lines())
                        .allSatisfy(line ->
                                assertThat(PlainJson.read(line.getBytes(UTF_8))).isNotNull()));
    }

    @Test
    void tellsThatTheResultsFolderIsNoFolder() throws IOException {
        Files.createDirectories(results.resolveSibling(""));
        Files.writeString(results, "a file");

        assertThatIOException()
                .isThrownBy(() -> store.publish(CHUNK, List.of(Results.completed(100, "a"))))
                .withMessageContaining(results.toString());
    }

    private void leaveStagedFile(String run, String name) throws IOException {
        var folder = Files.createDirectories(results.resolve(Staging.FOLDER).resolve(run));
        Files.writeString(folder.resolve(name), "half a res");
    }

    private List<String> linesOf(String document) throws IOException {
        return Files.readAllLines(results.resolve(store.nameFor(document, CHUNK)));
    }

    private List<String> published(String document) throws IOException {
        var documents = new ArrayList<String>();
        for (var line : linesOf(document)) {
            if (PlainJson.read(line.getBytes(UTF_8)) instanceof Map<?, ?> result) {
                documents.add(String.valueOf(result.get("document")));
            }
        }
        return documents;
    }

    /** All files below the results folder, by their names relative to it. */
    private Map<String, String> contents() throws IOException {
        var contents = new TreeMap<String, String>();
        try (var files = Files.walk(results)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                contents.put(results.relativize(file).toString(), Files.readString(file));
            }
        }
        return contents;
    }

    private static Iterable<DocumentOutcome> killedAfter(List<DocumentOutcome> outcomes, int count) {
        return () -> IntStream.range(0, outcomes.size())
                .mapToObj(i -> {
                    if (i == count) {
                        throw new KilledError();
                    }
                    return outcomes.get(i);
                })
                .iterator();
    }

    private static final class KilledError extends Error {
        private static final long serialVersionUID = 1L;
    }
}
