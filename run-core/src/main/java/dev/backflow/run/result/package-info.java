/** Results in the place that the job file names: what each document's result is called, and how it gets there. */
@NullMarked
package dev.backflow.run.result;

import org.jspecify.annotations.NullMarked;
