/** Commands and printing: the result goes to standard output, all else to standard error. */
@NullMarked
package dev.backflow.launcher.cli;

import org.jspecify.annotations.NullMarked;
