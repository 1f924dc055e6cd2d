package dev.backflow.launcher.e2e;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class ProcessesPostgresKillIT extends KillContract {
    ProcessesPostgresKillIT(@TempDir Path folder, @TempDir Path work) throws IOException {
        super("processes", DOCUMENTS * 3 / 5, RunRepository.postgres(), folder, work);
    }

    @Override
    void killAgainAndAgain(Killer killer) throws Exception {
        killer.killLauncherWhileItServes(DOCUMENTS / 10);
        killer.killWorkersAndLauncherWhileTheyServe(3, DOCUMENTS / 20);
        killer.killLauncherAt("teardown.json");
    }
}
