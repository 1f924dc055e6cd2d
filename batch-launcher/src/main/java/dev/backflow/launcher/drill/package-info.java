/** The drill: kills the processes of real runs on this machine, at moments that chance chooses, and checks what is left. */
@NullMarked
package dev.backflow.launcher.drill;

import org.jspecify.annotations.NullMarked;
