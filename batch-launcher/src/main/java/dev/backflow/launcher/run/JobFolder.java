package dev.backflow.launcher.run;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where a job keeps what outlives its runs, and where each run keeps its own. */
public record JobFolder(Path folder) {
    public JobFolder {
        folder = folder.toAbsolutePath().normalize();
    }

    public static JobFolder of(Path data, String job) {
        return new JobFolder(data.resolve(job));
    }

    /** The folder in which a run of the job is kept, which is another launcher's when the run was taken over from it. */
    static JobFolder ofRun(Path runFolder) {
        return new JobFolder(runFolder.resolve("../.."));
    }

    public Path repository() {
        return folder.resolve("repository");
    }

    public Path log() {
        return folder.resolve("launcher.log");
    }

    /** The folder of the run of a number. */
    public Path of(int runNumber) {
        return folder.resolve("runs").resolve(Integer.toString(runNumber));
    }

    /** Whether the newest run has left a summary, or there is none: a hint that the next start begins a new run. */
    boolean lastRunIsReported() {
        Path newest = newestRun();
        return Files.notExists(newest) || Files.exists(newest.resolve("summary.json"));
    }

    /** The folder of the newest run; of the first one, which does not exist, when there was none. */
    Path newestRun() {
        int newest = 1;
        while (Files.isDirectory(of(newest + 1))) {
            newest++;
        }
        return of(newest);
    }
}
