package dev.backflow.launcher.run;

/**
 * What the launcher's process tells the shell when it ends. The numbers are a contract: scripts and schedulers act on
 * them. From 64 on they follow {@code sysexits.h}; 130 and 143 are what a shell reports for SIGINT and SIGTERM.
 */
public enum ExitCode {
    /** Every document was served, or the limit was reached. */
    DONE(0),
    /** Done, but more documents were exhausted than the job tolerates. */
    TOO_MANY_EXHAUSTED(1),
    /** The command line is wrong; nothing was touched. */
    COMMAND_LINE_WRONG(64),
    /** The documents, or the job file, cannot be read. */
    UNREADABLE(66),
    /** The database, the disk or another service cannot be used now; try later. */
    UNAVAILABLE(69),
    /** A fault of the launcher itself. */
    INTERNAL_ERROR(70),
    /** The tear-down was not confirmed: something may be left. */
    TEARDOWN_UNCONFIRMED(74),
    /** The same job is running already; try later. */
    ALREADY_RUNNING(75),
    /** Something was not permitted. */
    NOT_PERMITTED(77),
    /** The job file, the hook jar or a folder is wrong, or changed under an unfinished run. */
    CONFIGURATION_WRONG(78),
    /** Stopped in good order by SIGINT; can be restarted. */
    INTERRUPTED(130),
    /** Stopped in good order by SIGTERM; can be restarted. */
    TERMINATED(143);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** The number that the process exits with. */
    public int number() {
        return number;
    }
}
