package dev.backflow.run.document;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Looks at a name by one call to the file system: listing is mostly this. */
@FunctionalInterface
interface FileProbe {
    FileState look(Path path) throws IOException;

    /** Where the file system is no Unix one, there are no inodes. */
    static FileProbe of(FileSystem fileSystem) {
        return fileSystem.supportedFileAttributeViews().contains("unix")
                ? new UnixFileProbe()
                : path -> state(Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS), 0, false);
    }

    static FileState state(BasicFileAttributes stat, long inode, boolean readableByAll) {
        return new FileState(kind(stat), stat.size(), stat.lastModifiedTime().to(NANOSECONDS), inode, readableByAll);
    }

    private static FileState.Kind kind(BasicFileAttributes stat) {
        if (stat.isRegularFile()) {
            return FileState.Kind.FILE;
        }
        if (stat.isDirectory()) {
            return FileState.Kind.FOLDER;
        }
        return stat.isSymbolicLink() ? FileState.Kind.LINK : FileState.Kind.SPECIAL;
    }
}
