/** Looks at everything that a run needs before anything is spent, and says of each thing what is wrong and what to do. */
@NullMarked
package dev.backflow.launcher.doctor;

import org.jspecify.annotations.NullMarked;
