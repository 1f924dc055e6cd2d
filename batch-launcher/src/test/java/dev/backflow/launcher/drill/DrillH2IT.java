package dev.backflow.launcher.drill;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

class DrillH2IT extends DrillContract {
    DrillH2IT(@TempDir Path folder) {
        super(folder);
    }

    @Override
    @Nullable
    Path postgres() {
        return null;
    }
}
