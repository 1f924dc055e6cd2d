/** Emulators of AWS for the tests of all modules: Python programs in an environment of the build's own. */
@NullMarked
package dev.backflow.run.emulator;

import org.jspecify.annotations.NullMarked;
