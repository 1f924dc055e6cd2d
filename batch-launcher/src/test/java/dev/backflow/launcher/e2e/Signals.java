package dev.backflow.launcher.e2e;

import java.io.IOException;

/** Signals that Java has no method for. */
final class Signals {
    private Signals() {}

    /** SIGSTOP: the process stands still, whatever it is doing. */
    static void stop(ProcessHandle process) throws IOException, InterruptedException {
        send("-STOP", process);
    }

    /** SIGCONT: it goes on. */
    static void goOn(ProcessHandle process) throws IOException, InterruptedException {
        send("-CONT", process);
    }

    private static void send(String signal, ProcessHandle process) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException("kill %s %d ended with %d".formatted(signal, process.pid(), exit));
        }
    }
}
