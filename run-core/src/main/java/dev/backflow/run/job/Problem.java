package dev.backflow.run.job;

/**
 * One fault of a job file, printed as one line: where, what, and what to do about it.
 *
 * @param what the fault with the value found, without a full stop
 * @param where {@code file:line:column} with the path as the user typed it, or the option of the command line
 * @param remedy one or more full sentences
 * @param kind what sort of fault this is, for the exit code
 */
public record Problem(String what, String where, String remedy, Kind kind) {
    /** Sorts of faults, the one that decides the exit code of several faults first. */
    public enum Kind {
        /** The job file, or something that it names, is wrong. */
        JOB_FILE,
        /** An option of the command line is wrong. */
        COMMAND_LINE,
        /** The folder of documents is missing or is not a folder. */
        SOURCE_NOT_READABLE,
        /** The folder of documents may not be read by this user. */
        SOURCE_NOT_PERMITTED
    }

    /** A fault of the job file itself. */
    public Problem(String what, String where, String remedy) {
        this(what, where, remedy, Kind.JOB_FILE);
    }

    @Override
    public String toString() {
        return "%s: %s. %s".formatted(where, what, remedy);
    }
}
