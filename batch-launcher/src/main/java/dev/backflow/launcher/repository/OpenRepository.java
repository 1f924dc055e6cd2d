package dev.backflow.launcher.repository;

import dev.backflow.worker.repository.RepositoryAddress;

/** A job repository that this launcher has opened; closing it ends every connection to it. */
public interface OpenRepository extends AutoCloseable {
    /** For the launcher itself: it may create tables. */
    RepositoryAddress launcherAddress();

    /** For worker processes of this run. */
    RepositoryAddress workerAddress();

    /** To be called once the tables are there. */
    default void admitWorkers() {}

    @Override
    void close();
}
