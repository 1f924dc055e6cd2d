/** A job file as records: parsing, validating, and its JSON Schema. Knows nothing of Spring or SQL. */
@NullMarked
package dev.backflow.run.job;

import org.jspecify.annotations.NullMarked;
