package dev.backflow.run.job;

import java.nio.file.Path;

/** A folder of this machine, written {@code file:FOLDER}; absolute and normalized. It need not exist. */
public record Folder(Path path) implements Location {
    private static final String SCHEME = "file:";

    public Folder {
        if (!path.isAbsolute()) {
            throw new IllegalArgumentException("a folder's path must be absolute, was " + path);
        }
        path = path.normalize();
    }

    static Folder parse(String text) {
        if (!text.startsWith(SCHEME)) {
            throw new IllegalArgumentException("neither file: nor s3:// begins " + text);
        }
        return new Folder(Path.of(text.substring(SCHEME.length())));
    }

    @Override
    public String shown() {
        return path.toString();
    }

    @Override
    public String toString() {
        return SCHEME + path;
    }
}
