package dev.backflow.run.ledger;

/** Where the run of a number keeps its files: an absolute folder, or a location in S3, of its own. */
@FunctionalInterface
public interface RunFolders {
    String of(int runNumber);
}
