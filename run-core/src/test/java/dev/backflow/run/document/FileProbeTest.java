package dev.backflow.run.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileProbeTest {
    private final Path folder;
    private final FileProbe unix;

    FileProbeTest(@TempDir Path folder) {
        this.folder = folder;
        this.unix = FileProbe.of(folder.getFileSystem());
    }

    @Test
    void seesTheSameOnEveryFileSystemButForTheInode() throws IOException {
        var archive = folder.resolve("archive.zip");
        try (var zip = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
            var probe = FileProbe.of(zip);
            var file = Files.writeString(zip.getPath("/file"), "12345");
            Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1_700_000_000)));
            Files.createDirectory(zip.getPath("/folder"));

            assertThat(probe.look(file))
                    .isEqualTo(new FileState(FileState.Kind.FILE, 5, 1_700_000_000_000_000_000L, 0, false));
            assertThat(probe.look(zip.getPath("/folder")).kind()).isEqualTo(FileState.Kind.FOLDER);
        }
    }

    @Test
    void knowsTheInodeHoweverTheJdkShowsIt() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "");
        long inode = (Long) Files.getAttribute(file, "unix:ino");

        assertThat(unix.look(file).inode()).isEqualTo(inode);
        assertThat(UnixFileProbe.inode(file, "(dev=fe01,ino=77)")).isEqualTo(77);
        assertThat(UnixFileProbe.inode(file, "77 on fe01")).isEqualTo(inode);
        assertThat(UnixFileProbe.inode(file, "null")).isEqualTo(inode);
    }

    @Test
    void tellsTheKinds() throws IOException {
        var link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nowhere"));

        assertThat(unix.look(link).kind()).isEqualTo(FileState.Kind.LINK);
        assertThat(unix.look(folder).kind()).isEqualTo(FileState.Kind.FOLDER);
        assertThat(unix.look(Path.of("/dev/null")).kind()).isEqualTo(FileState.Kind.SPECIAL);
    }

    @Test
    void readsTheTimeToTheNanosecond() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "");
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(5, 987_654_321)));

        assertThat(unix.look(file).modified()).isEqualTo(5_987_654_321L);
    }

    @Test
    void knowsWhenEverybodyMayRead() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(unix.look(file).readableByAll()).isTrue();

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(unix.look(file).readableByAll()).isFalse();
    }
}
