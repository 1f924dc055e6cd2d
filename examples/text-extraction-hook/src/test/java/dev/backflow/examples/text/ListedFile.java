package dev.backflow.examples.text;

import dev.backflow.hook.Document;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A file as a run would hand it to the hook. */
record ListedFile(String name, long size, Path file) implements Document {
    static ListedFile of(Path folder, Path file) {
        return new ListedFile(folder.relativize(file).toString(), file.toFile().length(), file);
    }

    @Override
    public String version() {
        return "as it is";
    }

    @Override
    public Map<String, String> metadata() {
        return Map.of();
    }

    @Override
    public InputStream open() throws IOException {
        return Files.newInputStream(file);
    }
}
