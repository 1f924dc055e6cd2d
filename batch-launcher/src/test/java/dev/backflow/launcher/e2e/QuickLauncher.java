package dev.backflow.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.launcher.failpoint.FailpointRecord;
import dev.backflow.launcher.failpoint.SabotagedLauncher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The launcher of this build, unpacked and with an archive of its loaded classes, so that its JVMs start in a third of
 * the time. The classes are those of the jar, which other tests start as it is. It is made once for all test JVMs of a
 * build.
 */
final class QuickLauncher {
    private static final String ARCHIVE = "classes.jsa";

    /** Looked for once in each JVM, as every start asks for it. */
    private static final class Shared {
        static final Path JAR = new QuickLauncher("quick-launcher", false).made();
    }

    private static final class Sabotaged {
        static final Path JAR = new QuickLauncher("sabotaged-launcher", true).made();
    }

    private final Path folder;
    private final boolean sabotaged;

    private QuickLauncher(String folder, boolean sabotaged) {
        this.folder = Path.of("target", folder).toAbsolutePath();
        this.sabotaged = sabotaged;
    }

    /** The unpacked launcher, made when it was not yet. Safe for use from several threads and JVMs. */
    static Path jar() {
        return Shared.JAR;
    }

    /** The same with a provider of failpoints in it; its JVMs need a place for their records. */
    static Path sabotaged() {
        return Sabotaged.JAR;
    }

    /** What JVMs of a launcher are to be started with as well; without it they are slower, and the same. */
    static String javaOptions(Path jar) {
        Path archive = jar.resolveSibling(ARCHIVE);
        return Files.exists(archive) ? " -XX:SharedArchiveFile=%s -Xlog:disable".formatted(archive) : "";
    }

    private Path made() {
        Path jar = folder.resolve("launcher.jar");
        Path madeFrom = folder.resolve("made-from.txt");
        try {
            Files.createDirectories(folder);
            try (var file =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                var lock = file.lock();
                String wanted =
                        "%s %d".formatted(Files.getLastModifiedTime(LauncherRun.JAR), Files.size(LauncherRun.JAR));
                if (!Files.exists(madeFrom) || !Files.readString(madeFrom).equals(wanted)) {
                    Files.deleteIfExists(madeFrom);
                    make(jar);
                    Files.writeString(madeFrom, wanted);
                }
                lock.release();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return jar;
    }

    private void make(Path jar) throws IOException, InterruptedException {
        Path source = LauncherRun.JAR;
        if (sabotaged) {
            source = SabotagedLauncher.copy(
                    source, Files.createDirectories(folder.resolve("source")).resolve("launcher.jar"));
        }
        java(
                folder,
                "-Djarmode=tools",
                "-jar",
                source.toString(),
                "extract",
                "--force",
                "--destination",
                folder.toString());
        Path work = Files.createTempDirectory(folder, "work");
        try (var fixture = new JobFixture(work, work, "archive", RunRepository.embedded())) {
            fixture.scriptedHook().documents("ok", 1).jobFile("tier: inline");
            java(
                    work,
                    "-XX:ArchiveClassesAtExit=" + folder.resolve(ARCHIVE),
                    new FailpointRecord(work).option(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-jar",
                    jar.toString(),
                    "--job=archive");
        }
    }

    private void java(Path workingFolder, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out.txt");
        var builder = new ProcessBuilder(command)
                .directory(workingFolder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().put("LC_ALL", "C.UTF-8");
        assertThat(builder.start().waitFor()).as(() -> command + "; see " + out).isZero();
    }
}
