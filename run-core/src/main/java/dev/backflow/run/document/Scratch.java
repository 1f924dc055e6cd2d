package dev.backflow.run.document;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A folder of one listing's own for sorted runs, made when first needed and removed with all it holds. */
final class Scratch implements Closeable {
    private final Path parent;
    private @Nullable Path folder;
    private long files;

    Scratch(Path parent) {
        this.parent = parent;
    }

    Path newFile() throws IOException {
        if (folder == null) {
            Files.createDirectories(parent);
            folder = Files.createTempDirectory(parent, "listing-");
        }
        return folder.resolve("run-" + files++);
    }

    @Override
    public void close() throws IOException {
        if (folder == null || !Files.exists(folder)) {
            return;
        }
        List<Path> left = new ArrayList<>();
        try (var paths = Files.newDirectoryStream(folder)) {
            paths.forEach(left::add);
        }
        for (Path path : left) {
            Files.deleteIfExists(path);
        }
        Files.deleteIfExists(folder);
        folder = null;
    }
}
