package dev.backflow.launcher.run;

import dev.backflow.run.ledger.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class OneLauncherH2Test extends OneLauncherContract {
    OneLauncherH2Test(@TempDir Path folder) {
        super(TestDatabase.h2InMemory(), folder);
    }
}
