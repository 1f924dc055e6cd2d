package dev.backflow.launcher.run;

import dev.backflow.run.document.SourceDocument;
import dev.backflow.run.file.Cursor;
import dev.backflow.run.ledger.SettledChunk;
import dev.backflow.run.outcome.ChunkId;
import dev.backflow.run.outcome.DocumentOutcome;
import dev.backflow.run.outcome.SegmentReader;
import dev.backflow.run.store.RunStore;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The documents that a run has serviced, in the order of the manifest, streamed from its segments. */
final class ServicedCursor implements Cursor<SourceDocument> {
    private final RunStore store;
    private final int run;
    private final Iterator<SettledChunk> chunks;
    private @Nullable SegmentReader segment;

    ServicedCursor(RunStore store, int run, List<SettledChunk> chunksInOrder) {
        this.store = store;
        this.run = run;
        this.chunks = chunksInOrder.iterator();
    }

    @Override
    public @Nullable SourceDocument next() throws IOException {
        while (true) {
            DocumentOutcome outcome = segment == null ? null : segment.next();
            if (outcome == null) {
                if (!chunks.hasNext()) {
                    return null;
                }
                open(chunks.next());
            } else if (outcome.verdict().serviced()) {
                return new SourceDocument(outcome.document(), outcome.version(), outcome.bytes());
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (segment != null) {
            segment.close();
            segment = null;
        }
    }

    private void open(SettledChunk chunk) throws IOException {
        close();
        var id = new ChunkId(run, chunk.partition(), chunk.firstOrdinal(), chunk.fence());
        segment = SegmentReader.openWithoutPayloads(store, id);
    }
}
