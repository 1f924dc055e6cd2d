package dev.backflow.run.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backflow.run.document.DocumentStore;
import dev.backflow.run.document.SourceDocument;
import dev.backflow.run.document.UnreadableSourceException;
import dev.backflow.run.emulator.Moto;
import dev.backflow.run.file.Drained;
import dev.backflow.run.file.StoreException;
import dev.backflow.run.job.S3Location;
import dev.backflow.run.outcome.ChunkId;
import dev.backflow.run.result.Results;
import dev.backflow.run.store.RunStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

/** Three of ten answers are 500, 503 or 409, are reset, truncated, or not what S3 keeps. */
class FaultyS3IT {
    private static final int SMALL_DOCUMENTS = 60;
    private static final double PROBABILITY = 0.3;
    private static final int MOST_ATTEMPTS = 100;

    private final Moto moto = Moto.shared();
    private final S3Location place = new S3Location(moto.newBucket(), "place/");

    @Test
    void readsEverythingRight() throws Exception {
        var contents = new TreeMap<String, byte[]>();
        var random = new Random(7);
        try (var s3 = moto.s3()) {
            for (int i = 0; i < SMALL_DOCUMENTS + 2; i++) {
                boolean large = i >= SMALL_DOCUMENTS;
                byte[] content = new byte[large ? (int) S3DocumentStore.SMALL + 1_000_000 : random.nextInt(20_000)];
                random.nextBytes(content);
                String key = "%03d".formatted(i);
                contents.put(key, content);
                s3.putObject(put -> put.bucket(place.bucket()).key(place.key(key)), RequestBody.fromBytes(content));
            }
        }
        try (var proxy = new FaultyProxy(moto.endpoint(), PROBABILITY, 1)) {
            var store = new S3DocumentStore(TestS3.calls(proxy.endpoint()), place);

            var documents = Drained.of(store.list());
            var read = inParallel(documents.stream()
                    .<Callable<byte[]>>map(document -> () -> readAsAWorkerDoes(store, document))
                    .toList());

            assertThat(documents).extracting(SourceDocument::key).containsExactlyElementsOf(contents.keySet());
            assertThat(read).containsExactlyElementsOf(contents.values());
            assertThat(proxy.faults()).isPositive();
        }
    }

    @Test
    void publishesEveryResultOnce() throws Exception {
        var outcomes = IntStream.range(0, 60)
                .mapToObj(i -> Results.completed(i, "document-" + i))
                .toList();
        try (var proxy = new FaultyProxy(moto.endpoint(), PROBABILITY, 2);
                var fan = new Fan(8)) {
            var store = new S3PerDocumentResults(TestS3.calls(proxy.endpoint()), fan, "invoices", place);

            store.publish(new ChunkId(17, 3, 0, 2), outcomes);

            assertThat(proxy.faults()).isPositive();
        }
        var contents = TestS3.contents(moto, place);
        assertThat(contents).hasSize(60);
        assertThat(contents)
                .allSatisfy((name, content) -> assertThat(content)
                        .startsWith("{\"document\":\"%s\"".formatted(name.replace(".json", "")))
                        .endsWith("}\n"));
    }

    @Test
    void keepsTheFilesOfARun() throws Exception {
        byte[] manifest = new byte[1_000_000];
        new Random(4).nextBytes(manifest);
        try (var proxy = new FaultyProxy(moto.endpoint(), PROBABILITY, 4)) {
            var store = new S3RunStore(TestS3.calls(proxy.endpoint()), place, 5);

            for (int i = 0; i < 12; i++) {
                write(store, "segments/%02d".formatted(i), ("segment " + i).getBytes(UTF_8));
            }
            write(store, "manifest.jsonl", manifest);

            assertThat(Drained.of(store.list("segments/"))).hasSize(12);
            for (int i = 0; i < 12; i++) {
                assertThat(store.exists("segments/%02d".formatted(i))).isTrue();
                assertThat(read(store, "segments/%02d".formatted(i)))
                        .asString(UTF_8)
                        .isEqualTo("segment " + i);
            }
            assertThat(read(store, "manifest.jsonl")).isEqualTo(manifest);
            store.delete("segments/00");
            assertThat(store.exists("segments/00")).isFalse();
            assertThat(proxy.faults()).isPositive();
        }
    }

    private static void write(RunStore store, String name, byte[] content) throws IOException {
        try (var file = store.write(name)) {
            file.out().write(content);
            file.commit();
        }
    }

    private static byte[] read(RunStore store, String name) throws IOException {
        try (var in = store.read(name, 0)) {
            return in.readAllBytes();
        }
    }

    @Test
    void givesUpCleanlyWhenNothingGetsThrough() throws Exception {
        try (var proxy = new FaultyProxy(moto.endpoint(), 1, 3, FaultyProxy.Fault.SLOW_DOWN);
                var fan = new Fan(2)) {
            var impatient = new S3Patience(Duration.ofSeconds(2), duration -> {}, () -> 0, System::nanoTime);
            var calls = new S3Calls(S3Clients.at(proxy.endpoint(), Moto.REGION, Moto.credentials()), impatient);
            var store = new S3DocumentStore(calls, place);

            assertThatThrownBy(() -> store.fetch(new SourceDocument("a", "etag:abc", 10)))
                    .isInstanceOfSatisfying(
                            UnreadableSourceException.class,
                            e -> assertThat(e.kind()).isEqualTo(UnreadableSourceException.Kind.UNAVAILABLE))
                    .hasMessageStartingWith("S3 cannot be used now, s3:GetObject failed:")
                    .hasMessageContaining("s3://" + place.bucket() + "/place/a");
            assertThatThrownBy(() -> new S3PerDocumentResults(calls, fan, "invoices", place)
                            .publish(new ChunkId(1, 0, 0, 1), List.of(Results.completed(0, "a"))))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.UNAVAILABLE));
        }
    }

    /** A source that cannot be read for a moment is no fault of the document, so that it is served again. */
    private static byte[] readAsAWorkerDoes(DocumentStore store, SourceDocument document) throws IOException {
        UnreadableSourceException last = null;
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            try (var in = store.open(document)) {
                return in.readAllBytes();
            } catch (UnreadableSourceException e) {
                last = e;
            }
        }
        throw new IOException(last);
    }

    private static <T> List<T> inParallel(List<Callable<T>> tasks) throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        try {
            var results = new ArrayList<T>();
            for (var result : threads.invokeAll(tasks)) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
