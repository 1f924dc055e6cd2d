/** The run's pinned list of documents, its partitions, and what earlier runs have serviced. */
@NullMarked
package dev.backflow.run.manifest;

import org.jspecify.annotations.NullMarked;
