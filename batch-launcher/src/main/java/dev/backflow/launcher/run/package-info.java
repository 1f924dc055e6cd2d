/** The launcher job: what it is asked, what it tells while it runs, and how it ends. */
@NullMarked
package dev.backflow.launcher.run;

import org.jspecify.annotations.NullMarked;
