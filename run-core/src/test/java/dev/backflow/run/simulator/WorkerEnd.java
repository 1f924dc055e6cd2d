package dev.backflow.run.simulator;

/** Mirrors the worker's {@code WorkerEnd}, with its exit codes, and what {@code WorkerExit} makes of them. */
enum WorkerEnd {
    OVER(0),
    STOPPED(143),
    REPOSITORY_LOST(69),
    FAILED(70),
    OUT_OF_MEMORY(3),
    STUCK(71);

    private final int exitCode;

    WorkerEnd(int exitCode) {
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }

    static boolean isLeave(int code) {
        return code == OVER.exitCode || code == STOPPED.exitCode;
    }

    static boolean isDeath(int code) {
        return !isLeave(code) && code != REPOSITORY_LOST.exitCode;
    }
}
