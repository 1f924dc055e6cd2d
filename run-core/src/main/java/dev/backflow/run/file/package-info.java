/** Files as a run needs them: written whole or not at all, read forwards. */
@NullMarked
package dev.backflow.run.file;

import org.jspecify.annotations.NullMarked;
