package dev.backflow.run.simulator;

/** A way for a simulated actor to go about its work wrongly. */
enum Habit {
    PUBLISHES_BEFORE_SETTLING,
    WRITES_ITS_SEGMENT_AFTER_SETTLING,
    TAKES_GRANTED_UNITS_FOR_USED_ONES,
    SERVES_BESIDE_A_SUSPECTED_DOCUMENT,
    FREES_LAPSED_WORKERS_AS_DEAD,
    LETS_GO_OF_THE_LEASE_THAT_KILLED,
    SERVES_ON_AFTER_A_LOST_ANSWER
}
