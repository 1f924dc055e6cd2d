package dev.backflow.run.document;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;

/** Looks at a name by one call to the file system: listing is mostly this. */
@FunctionalInterface
interface FileProbe {
    FileState look(Path path) throws IOException;

    /** By {@code lstat} where the file system is a Unix one, else by what every file system has, without inodes. */
    static FileProbe of(FileSystem fileSystem) {
        return fileSystem.supportedFileAttributeViews().contains("unix") ? FileProbe::lookAtUnix : FileProbe::lookAtAny;
    }

    private static FileState lookAtUnix(Path path) throws IOException {
        Map<String, Object> stat = Files.readAttributes(path, "unix:mode,size,lastModifiedTime,ino", NOFOLLOW_LINKS);
        int mode = (Integer) value(stat, "mode");
        return new FileState(
                kind(mode),
                (Long) value(stat, "size"),
                ((FileTime) value(stat, "lastModifiedTime")).to(NANOSECONDS),
                (Long) value(stat, "ino"),
                (mode & 0444) == 0444);
    }

    private static Object value(Map<String, Object> stat, String name) {
        return Objects.requireNonNull(stat.get(name), name);
    }

    /** Source of the numbers: inode(7), the file type mask S_IFMT. */
    private static FileState.Kind kind(int mode) {
        return switch (mode & 0170000) {
            case 0100000 -> FileState.Kind.FILE;
            case 0040000 -> FileState.Kind.FOLDER;
            case 0120000 -> FileState.Kind.LINK;
            default -> FileState.Kind.SPECIAL;
        };
    }

    static FileState lookAtAny(Path path) throws IOException {
        var attributes = Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS);
        FileState.Kind kind;
        if (attributes.isRegularFile()) {
            kind = FileState.Kind.FILE;
        } else if (attributes.isDirectory()) {
            kind = FileState.Kind.FOLDER;
        } else {
            kind = attributes.isSymbolicLink() ? FileState.Kind.LINK : FileState.Kind.SPECIAL;
        }
        return new FileState(
                kind, attributes.size(), attributes.lastModifiedTime().to(NANOSECONDS), 0, false);
    }
}
