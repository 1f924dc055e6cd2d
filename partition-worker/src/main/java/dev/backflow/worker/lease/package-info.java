/** A worker's slots: claim partitions, keep them alive, let go. */
@NullMarked
package dev.backflow.worker.lease;

import org.jspecify.annotations.NullMarked;
