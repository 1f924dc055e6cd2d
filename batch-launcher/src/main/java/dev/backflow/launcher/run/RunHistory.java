package dev.backflow.launcher.run;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers questions about runs, past and present, from their ledgers. Creates and changes nothing. */
public interface RunHistory {
    /**
     * The jobs that have runs in a data folder, by name.
     *
     * @param data the folder in which runs are kept; none, when it does not exist
     */
    List<String> jobs(Path data);

    /**
     * The runs of a job, by number; none, when it has none.
     *
     * @throws LaunchException when its job repository cannot be asked
     */
    List<RunRow> list(Path data, String job);

    /**
     * One run.
     *
     * @param run its number, or null for the job's last run
     * @throws LaunchException when there is no such run
     */
    RunDetails show(Path data, String job, @Nullable Integer run);

    /**
     * Adds up one run's books again and compares them.
     *
     * @param run its number, or null for the job's last run
     * @throws LaunchException when there is no such run
     */
    Verification verify(Path data, String job, @Nullable Integer run);
}
