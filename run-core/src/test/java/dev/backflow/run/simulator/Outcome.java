package dev.backflow.run.simulator;

import dev.backflow.run.outcome.Verdict;

/**
 * One line of a segment, and one published result.
 *
 * @param lost whether it was exhausted because its process died
 * @param fence of the lease under which it came about
 */
record Outcome(long ordinal, Verdict verdict, boolean lost, String worker, long fence) {}
