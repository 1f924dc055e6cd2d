package dev.backflow.launcher.run;

import dev.backflow.run.ledger.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class OneLauncherPostgresIT extends OneLauncherContract {
    OneLauncherPostgresIT(@TempDir Path folder) {
        super(TestDatabase.postgres(), folder);
    }
}
