package dev.backflow.launcher.e2e;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class ProcessesH2RunIT extends RunContract {
    ProcessesH2RunIT(@TempDir Path folder, @TempDir Path work) throws IOException {
        super("processes", RunRepository.embedded(), folder, work);
    }
}
