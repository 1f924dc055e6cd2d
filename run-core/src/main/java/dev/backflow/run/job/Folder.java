package dev.backflow.run.job;

import java.nio.file.Path;

/** A folder of this machine, written {@code file:FOLDER}; absolute and normalized. It need not exist. */
public record Folder(Path path) {
    public Folder {
        if (!path.isAbsolute()) {
            throw new IllegalArgumentException("a folder's path must be absolute, was " + path);
        }
        path = path.normalize();
    }

    @Override
    public String toString() {
        return "file:" + path;
    }
}
