package dev.backflow.run.ledger;

/** Where the run of a number keeps its files: an absolute folder, or a location in S3, of its own. */
@FunctionalInterface
public interface RunFolders {
    String of(int runNumber);

    /**
     * The newest run of the job that has left files: one of other books perhaps, as a job may have had its runs in another
     * database before. What it left is not to become another run's.
     *
     * @return its number; 0 if there is none
     * @throws java.io.UncheckedIOException if that cannot be found out
     */
    default int newest() {
        return 0;
    }
}
