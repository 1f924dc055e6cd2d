package dev.backflow.run.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
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
    void seesTheSameByBothWaysButForTheInode() throws IOException {
        Files.writeString(folder.resolve("file"), "12345");
        Files.createDirectory(folder.resolve("folder"));
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("file"));
        Path special = Path.of("/dev/null");

        for (Path path :
                new Path[] {folder.resolve("file"), folder.resolve("folder"), folder.resolve("link"), special}) {
            var byUnix = unix.look(path);
            var byAny = FileProbe.lookAtAny(path);

            assertThat(byAny).isEqualTo(new FileState(byUnix.kind(), byUnix.size(), byUnix.modified(), 0, false));
            assertThat(byUnix.inode()).isPositive();
        }
    }

    @Test
    void tellsTheKinds() throws IOException {
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
