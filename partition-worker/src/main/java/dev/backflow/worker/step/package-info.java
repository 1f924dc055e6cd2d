/** The chunk step of one lease: reads, serves, settles and publishes. */
@NullMarked
package dev.backflow.worker.step;

import org.jspecify.annotations.NullMarked;
