package dev.backflow.worker;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * A folder for what need not outlive the worker.
 *
 * @param own whether this worker made it, for itself alone, and removes it in the end
 */
record ScratchFolder(Path path, boolean own) implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(ScratchFolder.class);

    @Override
    public void close() {
        if (!own) {
            return;
        }
        try {
            FileSystemUtils.deleteRecursively(path);
        } catch (IOException e) {
            // How the worker ended is worth more than a folder that stays.
            LOG.warn("The scratch folder {} could not be removed: {}", path, e.toString());
        }
    }
}
