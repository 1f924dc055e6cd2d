package dev.backflow.launcher.drill;

import dev.backflow.launcher.repository.ReadRepository;
import dev.backflow.launcher.repository.Repositories;
import dev.backflow.run.ledger.Partitions;
import dev.backflow.run.ledger.Run;
import dev.backflow.run.ledger.Runs;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Whether a chunk is suspected of killing workers. Its documents are served alone then, and one at which a worker dies
 * is held to be the cause, rightly as far as anybody can know: a drill must not kill there.
 */
final class Suspicion {
    private static final int SUSPECTED = 2;

    private final Repositories repositories;
    private final RoundFolder folder;

    Suspicion(Repositories repositories, RoundFolder folder) {
        this.repositories = repositories;
        this.folder = folder;
    }

    /** True also when nobody can tell at this moment. */
    boolean isPossible() throws InterruptedException {
        try (ReadRepository repository = repositories.read(folder.repository())) {
            if (repository == null) {
                return true;
            }
            Optional<Run> run = new Runs(repository.ledger()).last(folder.job());
            return run.isEmpty()
                    || new Partitions(repository.ledger()).mostDeaths(run.get().id()) >= SUSPECTED;
        } catch (IOException
                | SQLException
                | org.springframework.dao.DataAccessException
                | org.springframework.transaction.TransactionException e) {
            return true;
        }
    }
}
