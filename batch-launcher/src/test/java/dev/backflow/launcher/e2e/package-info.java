/** Whole runs: the packaged launcher, started as a process on real folders, hooks and databases. */
@NullMarked
package dev.backflow.launcher.e2e;

import org.jspecify.annotations.NullMarked;
