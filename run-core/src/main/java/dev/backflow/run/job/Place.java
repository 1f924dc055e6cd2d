package dev.backflow.run.job;

/** Where a key or a value was written: in the job file (line and column from 1), or on the command line. */
record Place(String text, int line, int column, Problem.Kind kind) implements Comparable<Place> {
    static Place inFile(String file, int line, int column) {
        return new Place(file + ":" + line + ":" + column, line, column, Problem.Kind.JOB_FILE);
    }

    static Place onCommandLine(String option) {
        return new Place(option, Integer.MAX_VALUE, 0, Problem.Kind.COMMAND_LINE);
    }

    /** Whether relative paths written here are meant from the working folder, as everywhere in a shell. */
    boolean isCommandLine() {
        return kind == Problem.Kind.COMMAND_LINE;
    }

    @Override
    public int compareTo(Place other) {
        return line == other.line ? Integer.compare(column, other.column) : Integer.compare(line, other.line);
    }
}
