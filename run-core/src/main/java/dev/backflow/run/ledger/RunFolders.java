package dev.backflow.run.ledger;

import java.nio.file.Path;

/** Where the run of a number keeps its files: an absolute folder of its own. */
@FunctionalInterface
public interface RunFolders {
    Path of(int runNumber);
}
