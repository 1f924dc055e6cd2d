/** The launcher's {@code main}, and nothing else: it joins the command line to what does the work. */
@NullMarked
package dev.backflow.launcher;

import org.jspecify.annotations.NullMarked;
