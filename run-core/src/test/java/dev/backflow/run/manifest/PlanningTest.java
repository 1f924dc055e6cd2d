package dev.backflow.run.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.run.document.FileDocumentStore;
import dev.backflow.run.document.SourceDocument;
import dev.backflow.run.file.Cursor;
import dev.backflow.run.file.Drained;
import dev.backflow.run.store.FolderRunStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a folder of files to partitions, twice: the whole of what a plan does with documents. */
class PlanningTest {
    private static final int DOCUMENTS = 1_200;

    private final FileDocumentStore store;
    private final ServicedIndex index;
    private final Path source;
    private final Path job;

    PlanningTest(@TempDir Path source, @TempDir Path job) {
        this.source = source;
        this.job = job;
        this.store = new FileDocumentStore(source, job.resolve("scratch"));
        this.index = new ServicedIndex(new FolderRunStore(job));
    }

    @Test
    void plansEveryDocumentOnceAndTheNextRunOnlyWhatIsNewOrChanged() throws IOException {
        for (int i = 0; i < DOCUMENTS; i++) {
            put("folder-%d/document-%d".formatted(i % 7, i), "x");
        }

        assertThat(plan(1)).hasSize(DOCUMENTS).doesNotHaveDuplicates();
        try (var serviced = documents(new Manifest(new FolderRunStore(job)))) {
            index.extend(1, serviced);
        }
        put("folder-3/document-3", "changed");
        put("folder-3.new", "new");

        assertThat(plan(2)).extracting(SourceDocument::key).containsExactly("folder-3.new", "folder-3/document-3");
    }

    /** Writes the run's manifest, cuts it, and reads it back by its partitions. */
    private List<SourceDocument> plan(long run) throws IOException {
        var manifest = new Manifest(new FolderRunStore(job));
        try (var pending = index.pending(run, store.list());
                var writer = manifest.write()) {
            for (var document = pending.next(); document != null; document = pending.next()) {
                writer.add(document);
            }
            writer.commit();
        }
        List<SourceDocument> planned = new ArrayList<>();
        var plan = new PartitionPlan(4);
        for (var range :
                manifest.partitions(plan.documentsPerPartition(manifest.totals().documents()))) {
            for (var entry : Drained.of(manifest.read(range.byteOffset(), range.firstOrdinal(), range.endOrdinal()))) {
                planned.add(entry.document());
            }
        }
        return planned;
    }

    private static Cursor<SourceDocument> documents(Manifest manifest) throws IOException {
        var entries = manifest.read();
        return new Cursor<>() {
            @Override
            public @Nullable SourceDocument next() throws IOException {
                var entry = entries.next();
                return entry == null ? null : entry.document();
            }

            @Override
            public void close() throws IOException {
                entries.close();
            }
        };
    }

    private void put(String key, String content) throws IOException {
        var file = source.resolve(key);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
