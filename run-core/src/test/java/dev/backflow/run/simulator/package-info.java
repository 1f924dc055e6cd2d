/** Whole runs on the real ledger, with simulated processes, one thread, a virtual clock and every fault from a seed. */
@NullMarked
package dev.backflow.run.simulator;

import org.jspecify.annotations.NullMarked;
