/** A document of the source, and the stores that list, pin and open documents. */
@NullMarked
package dev.backflow.run.document;

import org.jspecify.annotations.NullMarked;
