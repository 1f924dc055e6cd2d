/** Runs a hook on sample documents, by the engine that workers use. */
@NullMarked
package dev.backflow.engine.testkit;

import org.jspecify.annotations.NullMarked;
