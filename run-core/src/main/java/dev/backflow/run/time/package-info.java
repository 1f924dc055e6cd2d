/** Waiting, as everything that waits is given it. */
@NullMarked
package dev.backflow.run.time;

import org.jspecify.annotations.NullMarked;
