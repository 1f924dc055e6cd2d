/** The worker process: its entry point and its Spring configuration, nothing else. */
@NullMarked
package dev.backflow.worker;

import org.jspecify.annotations.NullMarked;
