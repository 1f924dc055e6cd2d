package dev.backflow.launcher.e2e;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class ProcessesH2KillIT extends KillContract {
    ProcessesH2KillIT(@TempDir Path folder, @TempDir Path work) throws IOException {
        super("processes", DOCUMENTS, RunRepository.embedded(), folder, work);
    }

    @Override
    void killAgainAndAgain(Killer killer) throws Exception {
        killer.killLauncherAt("manifest.jsonl");
        killer.killLauncherAt("work-order.json");
        killer.killLauncherWhileItServes(DOCUMENTS / 5);
        killer.killWorkersAndLauncherWhileTheyServe(5, DOCUMENTS / 20);
        killer.killLauncherAt("teardown.json");
    }
}
