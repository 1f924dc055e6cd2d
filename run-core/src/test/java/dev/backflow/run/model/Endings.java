package dev.backflow.run.model;

/**
 * How the histories go that suffer no further fault.
 *
 * @param stuck the first state from which none of them comes to an end of the run, -1 if there is none
 * @param circling the first state from which one of them can go on for ever, -1 if there is none
 */
record Endings(int stuck, int circling) {}
