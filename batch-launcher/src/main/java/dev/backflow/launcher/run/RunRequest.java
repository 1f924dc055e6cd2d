package dev.backflow.launcher.run;

import dev.backflow.run.job.NamedJobFile;
import dev.backflow.run.job.SettingOverride;
import java.nio.file.Path;
import java.util.List;

/**
 * One wish to run a job. The job file has been read and found right.
 *
 * @param job the job file with its name, and with the overrides in it
 * @param overrides what the command line said in place of the job file's values
 * @param verb whether to run, or to resume only
 * @param fresh whether an unfinished run is given up for a new one
 * @param agreed whether every question counts as answered with yes
 * @param data the folder in which runs are kept; may not exist yet
 * @param spring arguments for Spring, as typed
 */
public record RunRequest(
        NamedJobFile job,
        List<SettingOverride> overrides,
        Verb verb,
        boolean fresh,
        boolean agreed,
        Path data,
        List<String> spring) {
    /** What is asked for. */
    public enum Verb {
        /** Resume the unfinished run, or start a new one when there is none. */
        RUN,
        /** Resume the unfinished run; when there is none, touch nothing. */
        RESTART
    }

    public RunRequest {
        overrides = List.copyOf(overrides);
        spring = List.copyOf(spring);
    }
}
