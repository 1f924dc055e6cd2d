/** What a worker is told about its run: one file, written by the launcher. */
@NullMarked
package dev.backflow.worker.order;

import org.jspecify.annotations.NullMarked;
