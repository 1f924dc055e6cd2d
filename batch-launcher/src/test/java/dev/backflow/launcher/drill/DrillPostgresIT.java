package dev.backflow.launcher.drill;

import dev.backflow.run.ledger.PostgresServer;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class DrillPostgresIT extends DrillContract {
    DrillPostgresIT(@TempDir Path folder) {
        super(folder);
    }

    /** The programs of the tests' own server; the drill makes another server of them. */
    @Override
    Path postgres() {
        return PostgresServer.shared().home();
    }
}
