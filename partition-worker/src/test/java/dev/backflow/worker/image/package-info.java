/** The image of the worker, as far as it can be tried without a container. */
@NullMarked
package dev.backflow.worker.image;

import org.jspecify.annotations.NullMarked;
