package dev.backflow.run.document;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.attribute.PosixFilePermission.GROUP_READ;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** One {@code lstat} for all that is asked. */
final class UnixFileProbe implements FileProbe {
    private static final Set<PosixFilePermission> READABLE_BY_ALL = Set.of(OWNER_READ, GROUP_READ, OTHERS_READ);

    private static final String INODE = ",ino=";

    @Override
    public FileState look(Path path) throws IOException {
        var stat = Files.readAttributes(path, PosixFileAttributes.class, NOFOLLOW_LINKS);
        boolean readableByAll = stat.permissions().containsAll(READABLE_BY_ALL);
        return FileProbe.state(stat, inode(path, String.valueOf(stat.fileKey())), readableByAll);
    }

    /**
     * The JDK shows a file's key as {@code (dev=HEX,ino=NUMBER)}. The attribute {@code unix:ino} has the same number, but
     * asking for attributes by name takes longer than all else in a listing; so that is for a JDK that shows keys in
     * another way. The device is left out of the pin: it may be another after the next mount.
     */
    static long inode(Path path, String key) throws IOException {
        int begin = key.indexOf(INODE) + INODE.length();
        int end = key.length() - 1;
        if (begin < INODE.length() || begin >= end || key.charAt(end) != ')') {
            return (Long) Files.getAttribute(path, "unix:ino", NOFOLLOW_LINKS);
        }
        return Long.parseLong(key, begin, end, 10);
    }
}
