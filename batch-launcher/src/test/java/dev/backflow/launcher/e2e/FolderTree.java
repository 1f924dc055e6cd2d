package dev.backflow.launcher.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** All that is below a folder, so that two moments can be compared. */
final class FolderTree {
    private FolderTree() {}

    /** Each file and folder with its size and the time of its last change; of a folder, its name alone. */
    static List<String> of(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.sorted().map(FolderTree::line).toList();
        }
    }

    private static String line(Path path) {
        try {
            return Files.isDirectory(path)
                    ? path + "/"
                    : "%s %d %s".formatted(path, Files.size(path), Files.getLastModifiedTime(path));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
