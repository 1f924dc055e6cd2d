/** Serving a run: starts workers, watches them, replaces those that died. */
@NullMarked
package dev.backflow.launcher.serve;

import org.jspecify.annotations.NullMarked;
