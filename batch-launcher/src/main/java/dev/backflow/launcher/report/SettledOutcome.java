package dev.backflow.launcher.report;

import dev.backflow.run.outcome.ChunkId;
import dev.backflow.run.outcome.DocumentOutcome;

/** An outcome, without its payload, and the chunk that made it true. */
record SettledOutcome(ChunkId chunk, DocumentOutcome outcome) {
    long ordinal() {
        return outcome.ordinal();
    }
}
