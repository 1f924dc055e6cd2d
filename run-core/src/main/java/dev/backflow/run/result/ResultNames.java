package dev.backflow.run.result;

import dev.backflow.run.outcome.ChunkId;

/** Where results are found. */
@FunctionalInterface
public interface ResultNames {
    /** The name under which a document's result is found, relative to the results folder, with {@code /}. */
    String nameFor(String document, ChunkId chunk);
}
