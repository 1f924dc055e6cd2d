package dev.backflow.launcher.drill;

import java.util.Locale;

/** What is struck. */
enum Target {
    /** SIGKILL to the launcher; its workers notice by themselves. */
    LAUNCHER,
    /** SIGKILL to one worker. */
    WORKER,
    /** SIGKILL to all processes of the database server, which is started again. */
    DATABASE,
    /** SIGSTOP to one worker, SIGCONT when its lease is long over; not counted as a kill. */
    PAUSE;

    boolean isKill() {
        return this != PAUSE;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
