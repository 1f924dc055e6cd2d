package dev.backflow.run.simulator;

import dev.backflow.run.ledger.Chunks;
import dev.backflow.run.ledger.Leases;
import dev.backflow.run.ledger.LedgerDatabase;
import dev.backflow.run.ledger.Meters;
import dev.backflow.run.ledger.Partitions;
import dev.backflow.run.ledger.Runs;
import dev.backflow.run.ledger.Workers;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** What all actors of one simulation share: the real classes of the ledger, the disk, and who looks on. */
record World(
        Scenario scenario,
        Dice dice,
        VirtualTime time,
        History history,
        Scheduler scheduler,
        Disk disk,
        Truth truth,
        BrokenProtocol broken,
        Runs runs,
        Partitions partitions,
        Workers workers,
        Leases leases,
        Chunks chunks,
        Meters meters) {
    static final String JOB = "simulated";

    static World of(
            Scenario scenario,
            Dice dice,
            VirtualTime time,
            History history,
            Scheduler scheduler,
            Truth truth,
            BrokenProtocol broken,
            LedgerDatabase database) {
        return new World(
                scenario,
                dice,
                time,
                history,
                scheduler,
                new Disk(),
                truth,
                broken,
                new Runs(database),
                new Partitions(database),
                new Workers(database),
                new Leases(database),
                new Chunks(database),
                new Meters(database));
    }

    /** Whether a fault of the database, and nothing in the protocol, made this exception. */
    boolean isFaultOfTheDatabase(RuntimeException e) {
        return (e instanceof DataAccessException || e instanceof TransactionException) && scheduler.hasFaulted();
    }

    /** Lets through what a database's fault explains; anything else is the protocol's. */
    void requireFaultOfTheDatabase(RuntimeException e) {
        if (!isFaultOfTheDatabase(e)) {
            throw new Violation("failed without a fault of the database: " + e, e);
        }
    }
}
