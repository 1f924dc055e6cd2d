package dev.backflow.launcher.e2e;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class InlineH2KillIT extends KillContract {
    InlineH2KillIT(@TempDir Path folder, @TempDir Path work) throws IOException {
        super("inline", DOCUMENTS * 3 / 5, RunRepository.embedded(), folder, work);
    }

    @Override
    void killAgainAndAgain(Killer killer) throws Exception {
        killer.killLauncherAt("work-order.json");
        killer.killLauncherWhileItServes(DOCUMENTS / 10);
        killer.killLauncherWhileItServes(DOCUMENTS / 10);
        killer.killLauncherAt("summary.json");
    }
}
