package dev.backflow.run.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** The extended attributes that users may give a file, where the file system keeps them. Values are read as UTF-8. */
final class FileMetadata {
    Map<String, String> of(Path path) throws IOException {
        var view = Files.getFileAttributeView(path, UserDefinedFileAttributeView.class, NOFOLLOW_LINKS);
        if (view == null) {
            return Map.of();
        }
        try {
            return read(view);
        } catch (FileSystemException e) {
            // Asked only now, because it reads the table of mounts.
            if (Files.getFileStore(path).supportsFileAttributeView(UserDefinedFileAttributeView.class)) {
                throw e;
            }
            return Map.of();
        }
    }

    private static Map<String, String> read(UserDefinedFileAttributeView view) throws IOException {
        Map<String, String> values = new TreeMap<>();
        for (String name : view.list()) {
            var buffer = ByteBuffer.allocate(view.size(name));
            view.read(name, buffer);
            values.put(name, UTF_8.decode(buffer.flip()).toString());
        }
        return Collections.unmodifiableMap(values);
    }
}
