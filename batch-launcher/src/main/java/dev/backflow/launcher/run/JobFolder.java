package dev.backflow.launcher.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where a job keeps what outlives its runs, and where each run keeps its own. */
public record JobFolder(Path folder) {
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

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
        return of(Math.max(1, newest()));
    }

    /** The number of the newest run that has a folder here, as older ones may have been removed; 0 for none. */
    int newest() {
        Path runs = folder.resolve("runs");
        if (!Files.isDirectory(runs)) {
            return 0;
        }
        try (Stream<Path> all = Files.list(runs)) {
            return all.map(each -> String.valueOf(each.getFileName()))
                    .filter(name -> NUMBER.matcher(name).matches())
                    .mapToInt(Integer::parseInt)
                    .max()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
