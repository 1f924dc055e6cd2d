/** The hook that a drill serves its documents by; packed into a hook jar at run time, so it needs the hook API alone. */
@NullMarked
package dev.backflow.launcher.drill.hook;

import org.jspecify.annotations.NullMarked;
