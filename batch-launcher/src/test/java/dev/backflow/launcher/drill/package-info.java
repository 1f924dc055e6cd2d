/** Tests of the drill, most of all that it can fail. */
@NullMarked
package dev.backflow.launcher.drill;

import org.jspecify.annotations.NullMarked;
