package dev.backflow.run.model;

/** What must hold in every state, in every step, or of every way that a run can go. */
enum Invariant {
    METER_WITHIN_LIMIT("used + granted is between 0 and the limit"),
    USED_IS_SERVICED("used is the number of serviced documents in the chunk rows"),
    GRANTED_IS_SUM_OF_GRANTS("the meter's granted is the sum of the partitions' grants"),
    NO_GRANT_AT_THE_END("nothing is granted when the run has ended"),
    ONE_OUTCOME("a document has one outcome when its partition has moved past it, and none before"),
    NOTHING_LEFT_OUT("no document is left without an outcome by a run that has ended, unless used is the limit"),
    END_AS_TOLD("a run that tells of its limit has used it, one that tells of completion has served every document"),
    FENCE_GROWS("a fence never falls"),
    HOLDER_ALONE_WRITES("only who holds a partition takes units, settles, or lets it go"),
    LAUNCHER_IN_CHARGE_ALONE_WRITES("a launcher whose run was taken over changes nothing"),
    SERVES_WHAT_IT_HOLDS("nobody serves more documents than the partition holds units, so hook runs are bounded"),
    ACCUSED_ALONE("a death counts against a document only if it ran alone in its process"),
    POISON_ALONE_IS_LOST("without kills from outside, only a poisonous document is exhausted for deaths"),
    CAN_END("from every state, the run can end without another fault"),
    ALWAYS_ENDS("without another fault, the run ends whatever the order of steps");

    final String words;

    Invariant(String words) {
        this.words = words;
    }
}
