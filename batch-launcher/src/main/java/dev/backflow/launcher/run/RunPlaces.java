package dev.backflow.launcher.run;

import dev.backflow.run.job.Folder;
import dev.backflow.run.job.JobFile;
import dev.backflow.run.job.Location;
import dev.backflow.run.job.S3Location;
import dev.backflow.run.job.Tier;
import dev.backflow.run.ledger.Run;
import dev.backflow.run.ledger.RunFolders;
import dev.backflow.run.manifest.ServicedIndex;
import dev.backflow.run.store.FolderRunStore;
import dev.backflow.run.store.RunStore;
import dev.backflow.run.store.RunStores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where runs keep what they share with their workers: in the job's folder of this machine, or in S3, where any host
 * finds it. The ledger says it of each run, as the text of a path or of a location in S3.
 *
 * @param root asked for every new run
 */
public record RunPlaces(RunStores stores, Root root) {
    /** The variable that names a location in S3 for the files of all runs that are begun on this machine. */
    public static final String ROOT_VARIABLE = "BACKFLOW_RUN_STORE";

    /** What the files of a job's runs are kept below. */
    @FunctionalInterface
    public interface Root {
        /** @return null for the data folder of this machine */
        @Nullable
        S3Location of(JobFile file);
    }

    /** @param own a launcher's folder for a job; in it, runs keep logs and reports even when all else is in S3 */
    RunFolders folders(JobFile file, JobFolder own) {
        return new RunFolders() {
            @Override
            public String of(int runNumber) {
                S3Location top = root.of(file);
                return top == null
                        ? own.of(runNumber).toString()
                        : job(top, own)
                                .resolve("runs")
                                .resolve(Integer.toString(runNumber))
                                .toString();
            }

            @Override
            public int newest() {
                try {
                    return newestRun(ofJob(file, own), own);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    /** The newest run that is known without any books: by its folder here, or by what it has serviced; 0 for none. */
    static int newestRun(RunStore ofJob, JobFolder own) throws IOException {
        return Math.max(own.newest(), Math.toIntExact(new ServicedIndex(ofJob).newest()));
    }

    private static S3Location job(S3Location top, JobFolder own) {
        return top.resolve("jobs").resolve(String.valueOf(own.folder().getFileName()));
    }

    /** Manifest, segments, work order and hook jar of a run. */
    RunStore of(Run run) {
        return stores.of(location(run));
    }

    private static Location location(Run run) {
        return isElsewhere(run) ? Location.of(run.folder()) : new Folder(Path.of(run.folder()));
    }

    /** Whether the files of new runs of a job can be found from any host. Asks nobody. */
    boolean areElsewhere(JobFile file) {
        return file.tier() == Tier.FARGATE || root.of(file) != null;
    }

    /** Whether its files can be found from any host. */
    static boolean isElsewhere(Run run) {
        return run.folder().startsWith("s3://");
    }

    /** What the runs of a job have in common: the index of what they have serviced. */
    RunStore ofJob(JobFile file, JobFolder own) {
        S3Location top = root.of(file);
        return top == null ? new FolderRunStore(own.folder()) : stores.of(job(top, own));
    }

    /** The same for a run that has begun, wherever its files are. */
    RunStore ofJob(Run run) {
        if (location(run) instanceof S3Location place) {
            String own = "runs/%d/".formatted(run.number());
            return stores.of(new S3Location(
                    place.bucket(), place.prefix().substring(0, place.prefix().length() - own.length())));
        }
        return new FolderRunStore(JobFolder.ofRun(Path.of(run.folder())).folder());
    }

    /** The run's folder on this machine: logs, reports and certificate. */
    static Path folder(Run run, JobFolder own) {
        return isElsewhere(run) ? own.of(run.number()) : Path.of(run.folder());
    }
}
