/** Where the files of a run are kept that launcher and workers share: manifest, segments, work order, hook jar. */
@NullMarked
package dev.backflow.run.store;

import org.jspecify.annotations.NullMarked;
