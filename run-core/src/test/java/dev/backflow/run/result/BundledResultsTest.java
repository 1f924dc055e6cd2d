package dev.backflow.run.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.run.outcome.ChunkId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundledResultsTest extends FolderResultsContract {
    private final Path folder;

    BundledResultsTest(@TempDir Path folder) {
        super(folder);
        this.folder = folder;
    }

    @Override
    ResultStore storeIn(Path results) {
        return new BundledResults("invoices", results);
    }

    @Test
    void namesABundleAfterTheAttemptAtItsChunk() {
        var store = storeIn(folder);

        assertThat(store.nameFor("a", CHUNK)).isEqualTo("invoices-17/0000000100-p3-f2.jsonl");
        assertThat(store.nameFor("b", CHUNK)).isEqualTo("invoices-17/0000000100-p3-f2.jsonl");
        assertThat(store.nameFor("a", new ChunkId(17, 3, 98_765_432_101L, 2)))
                .isEqualTo("invoices-17/98765432101-p3-f2.jsonl");
    }

    @Test
    void holdsTheDocumentsOfAChunkInTheirOrder() throws IOException {
        var outcomes = IntStream.range(0, 1_000)
                .mapToObj(i -> Results.completed(100 + i, "d" + i))
                .toList();

        storeIn(folder).publish(CHUNK, outcomes);

        var lines = Files.readAllLines(folder.resolve("invoices-17/0000000100-p3-f2.jsonl"));
        assertThat(lines).hasSize(1_000);
        assertThat(lines.get(0)).startsWith("{\"document\":\"d0\",");
        assertThat(lines.get(999)).startsWith("{\"document\":\"d999\",");
    }

    @Test
    void keepsTheBundlesOfTwoOwnersApart() throws IOException {
        var store = storeIn(folder);

        store.publish(CHUNK, List.of(Results.completed(100, "a")));
        store.publish(new ChunkId(17, 3, 100, 3), List.of(Results.completed(100, "a")));

        try (var bundles = Files.list(folder.resolve("invoices-17"))) {
            assertThat(bundles).hasSize(2);
        }
    }
}
