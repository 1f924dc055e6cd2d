package dev.backflow.launcher.e2e;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class InlineH2RunIT extends RunContract {
    InlineH2RunIT(@TempDir Path folder, @TempDir Path work) throws IOException {
        super("inline", RunRepository.embedded(), folder, work);
    }
}
