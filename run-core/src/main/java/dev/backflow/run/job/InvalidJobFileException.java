package dev.backflow.run.job;

import java.util.List;
import java.util.stream.Collectors;

/** A job file, or an option that overrides it, is wrong; holds every fault found. Meant for the job's author. */
public final class InvalidJobFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /**
     * Collects the faults of one job file.
     *
     * @param problems at least one, in the order in which they are to be printed
     */
    public InvalidJobFileException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("an invalid job file has at least one problem");
        }
        this.problems = List.copyOf(problems);
    }

    /** Every fault, never empty: those of the file by line and column, then those of the command line. */
    public List<Problem> problems() {
        return problems;
    }

    /** The kind that decides the exit code: the first in the order of {@link Problem.Kind} that occurs. */
    public Problem.Kind kind() {
        return problems.stream().map(Problem::kind).sorted().findFirst().orElseThrow();
    }
}
