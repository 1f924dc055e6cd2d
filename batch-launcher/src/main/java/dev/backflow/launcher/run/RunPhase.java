package dev.backflow.launcher.run;

/**
 * One step of the launcher's job. It <em>ensures</em> a state: performing it again, after a crash at any point, ends in
 * the same state, and performing it when there is nothing to do does nothing.
 */
interface RunPhase {
    /** The step's name. */
    String name();

    void perform() throws Exception;
}
