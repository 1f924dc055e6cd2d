package dev.backflow.launcher.serve;

/**
 * The workers of a run at one moment.
 *
 * @param nanos when, as of {@link System#nanoTime()}
 * @param alive those that were started and have not ended
 * @param pending those of them that have not entered the run yet, and may still do so soon
 * @param load the share of processors, or of memory, that those which have told of it use on average; the higher one of
 *     the two, and 0 while none has told
 */
record Crew(long nanos, int alive, int pending, double load) {}
