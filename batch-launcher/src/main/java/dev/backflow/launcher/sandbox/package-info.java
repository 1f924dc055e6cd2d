/** What is deployed for one run and removed after it, and how its tasks are started: here, processes of this machine. */
@NullMarked
package dev.backflow.launcher.sandbox;

import org.jspecify.annotations.NullMarked;
