package dev.backflow.run.simulator;

/** Mirrors the launcher's {@code WorkerPool}. */
interface Pool {
    void start();

    /** @throws Hopeless if the run cannot be served like this */
    void tend();

    /** Whether nobody is left of it, so that a drain need not wait. */
    boolean isEmpty();

    /** The drain's last act, when all have left or there is no more time. */
    void drained();

    /** Tells a worker in the launcher's own process to end; others see it from the run's phase. */
    void tellToEnd();

    /** Mirrors {@code HopelessException}, and {@code SlotLostException} where the run goes on in processes. */
    final class Hopeless extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final boolean goesOnInProcesses;

        Hopeless(String message, boolean goesOnInProcesses) {
            super(message);
            this.goesOnInProcesses = goesOnInProcesses;
        }

        boolean goesOnInProcesses() {
            return goesOnInProcesses;
        }
    }
}
