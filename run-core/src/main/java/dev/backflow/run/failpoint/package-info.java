/** The places at which tests make a run fail; nothing happens there in what is shipped. */
@NullMarked
package dev.backflow.run.failpoint;

import org.jspecify.annotations.NullMarked;
