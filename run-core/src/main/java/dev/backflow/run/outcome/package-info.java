/** What became of each document, and the segment files that keep it: one line per document, one file per chunk. */
@NullMarked
package dev.backflow.run.outcome;

import org.jspecify.annotations.NullMarked;
