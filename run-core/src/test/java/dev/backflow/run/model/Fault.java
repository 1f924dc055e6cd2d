package dev.backflow.run.model;

/** What may go wrong in a scope, at any moment and any number of times. */
enum Fault {
    /** A worker's process is killed. */
    KILL,
    /** A worker that lives is not heard of for a whole lease. */
    LAPSE,
    /** A worker is told to stop, by a signal. */
    TERMINATE,
    /** What a slot does fails for a reason that has nothing to do with documents: the source, the disk, the database. */
    STEP_FAILS,
    /** The answer to a worker's commit is lost; whether the commit was made is another matter. */
    LOST_ANSWER,
    /** The launcher is told to stop. */
    STOP,
    /** A run that was left unfinished is given up. */
    ABANDON,
    /** The launcher is killed; another one may be started. */
    LAUNCHER_KILL,
    /** The launcher is paused for so long that another one takes the run over, and goes on then. */
    LAUNCHER_PAUSE,
    /** A worker's process that a launcher has started enters the run only now, whoever is in charge of it. */
    LATE_START
}
