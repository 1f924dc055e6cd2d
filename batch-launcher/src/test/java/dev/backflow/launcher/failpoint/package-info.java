/** Faults at failpoints: put into a copy of the launcher's jar, never into the one that is shipped. */
@NullMarked
package dev.backflow.launcher.failpoint;

import org.jspecify.annotations.NullMarked;
