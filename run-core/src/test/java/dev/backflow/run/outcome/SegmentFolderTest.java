package dev.backflow.run.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.run.store.FolderRunStore;
import dev.backflow.run.store.RunStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentFolderTest {
    private final Path runFolder;
    private final RunStore store;

    SegmentFolderTest(@TempDir Path runFolder) {
        this.runFolder = runFolder;
        this.store = new FolderRunStore(runFolder);
    }

    @Test
    void keepsOnlyWhatAChunkPointsTo() throws IOException {
        var settled = segment(new ChunkId(17, 3, 100, 2));
        var fencedOff = segment(new ChunkId(17, 3, 100, 1));
        var neverSettled = segment(new ChunkId(17, 3, 200, 2));

        var removed = new SegmentFolder(store).sweep(Set.of(settled.segment())::contains);

        assertThat(removed).isEqualTo(2);
        assertThat(runFolder.resolve(settled.segment())).exists();
        assertThat(runFolder.resolve(fencedOff.segment())).doesNotExist();
        assertThat(runFolder.resolve(neverSettled.segment())).doesNotExist();
    }

    @Test
    void sweepsARunThatHasNone() throws IOException {
        assertThat(new SegmentFolder(store).sweep(segment -> false)).isZero();
    }

    private ChunkId segment(ChunkId chunk) throws IOException {
        try (var writer = SegmentWriter.create(store, chunk)) {
            writer.append(Outcomes.completed(chunk.firstOrdinal(), "a", Map.of()));
            writer.commit();
        }
        return chunk;
    }
}
