package dev.backflow.run.result;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.backflow.run.outcome.ChunkId;
import dev.backflow.run.outcome.DocumentOutcome;
import dev.backflow.run.outcome.PlainJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store of results promises. */
public abstract class ResultStoreContract {
    protected static final ChunkId CHUNK = new ChunkId(17, 3, 100, 2);

    /** A store of the place that all stores of a test share; a new one each time, as in another process. */
    protected abstract ResultStore store();

    /** What is there under a name; null if nothing is. */
    protected abstract @Nullable String content(String name) throws IOException;

    /** All that is in the place, by its names relative to it. */
    protected abstract Map<String, String> contents() throws IOException;

    @Test
    void publishesAllThatIsKnownOfADocument() throws IOException {
        store().publish(CHUNK, List.of(Results.completed(100, "a/b.pdf"), Results.rejected(101, "c.pdf")));

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
        store().publish(CHUNK, outcomes);
        var once = contents();

        store().publish(CHUNK, outcomes);

        assertThat(contents()).isEqualTo(once);
    }

    @Test
    void completesWhatADeadPublisherHasBegun() throws IOException {
        var outcomes = List.of(Results.completed(100, "a"), Results.completed(101, "b"), Results.completed(102, "c"));

        assertThatExceptionOfType(KilledError.class).isThrownBy(() -> store().publish(CHUNK, killedAfter(outcomes, 2)));
        store().publish(CHUNK, outcomes);

        assertThat(outcomes)
                .allSatisfy(outcome -> assertThat(published(outcome.document())).contains(outcome.document()));
    }

    @Test
    void leavesNothingButResults() throws IOException {
        var outcomes = List.of(Results.completed(100, "a"), Results.completed(101, "b/c"));

        store().publish(CHUNK, outcomes);
        store().sweep(CHUNK.run());

        assertThat(contents().keySet())
                .containsExactlyInAnyOrderElementsOf(outcomes.stream()
                        .map(outcome -> store().nameFor(outcome.document(), CHUNK))
                        .distinct()
                        .toList());
    }

    @Test
    void letsTwoPublishersOfOneChunkMeetWithoutHarm() throws Exception {
        var outcomes = IntStream.range(0, 50)
                .mapToObj(i -> Results.completed(100 + i, "folder/" + i))
                .toList();
        Callable<@Nullable Void> publish = () -> {
            store().publish(CHUNK, outcomes);
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

        store().sweep(CHUNK.run());

        for (var outcome : outcomes) {
            assertThat(published(outcome.document())).contains(outcome.document());
        }
        assertThat(contents().values())
                .allSatisfy(content -> assertThat(content.lines())
                        .allSatisfy(line ->
                                assertThat(PlainJson.read(line.getBytes(UTF_8))).isNotNull()));
    }

    protected final List<String> linesOf(String document) throws IOException {
        String name = store().nameFor(document, CHUNK);
        String content = content(name);
        assertThat(content).as(name).isNotNull();
        return String.valueOf(content).lines().toList();
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
