package dev.backflow.engine;

/** Told of a step that has not come back after its time limit, the interrupt and the grace. */
@FunctionalInterface
public interface StuckStep {

    /**
     * Takes the measures that only the owner of the process can take, such as ending it. Called once for each stuck
     * call, on the engine's watchdog thread, which watches nothing else until this returns.
     *
     * @param thread the slot's thread, which may never return from the step
     * @param step the step, or {@code authorize}, {@code completed} or {@code exhausted}
     * @param documentName the name of the document being served
     */
    void stuck(Thread thread, String step, String documentName);
}
