/** What a run is going to do, found out before anything is started. */
@NullMarked
package dev.backflow.launcher.plan;

import org.jspecify.annotations.NullMarked;
