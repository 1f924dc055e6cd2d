/** The protocol as a small model, of which every reachable state is looked at. */
@NullMarked
package dev.backflow.run.model;

import org.jspecify.annotations.NullMarked;
