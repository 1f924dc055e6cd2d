package dev.backflow.run.ledger;

/** Where a run stands; the phases are named after the steps of the launcher's job, in their order. */
public enum Phase {
    PLAN,
    DEPLOY,
    SERVE,
    TEARDOWN,
    REPORT,
    ENDED
}
