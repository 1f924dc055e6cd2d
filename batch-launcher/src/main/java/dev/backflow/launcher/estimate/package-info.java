/** Pure functions: documents, sizes and prices to how long a run on Fargate takes and what it costs. */
@NullMarked
package dev.backflow.launcher.estimate;

import org.jspecify.annotations.NullMarked;
