/** Loads a hook and serves one document by it: authorization, attempts, time limits, response. */
@NullMarked
package dev.backflow.engine;

import org.jspecify.annotations.NullMarked;
