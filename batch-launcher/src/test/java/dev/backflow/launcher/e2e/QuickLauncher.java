package dev.backflow.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

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
    private static final Path FOLDER = Path.of("target", "quick-launcher").toAbsolutePath();
    private static final Path ARCHIVE = FOLDER.resolve("classes.jsa");
    private static final Path MADE_FROM = FOLDER.resolve("made-from.txt");

    /** Looked for once in each JVM, as every start asks for it. */
    private static final class Shared {
        static final Path JAR = made();
    }

    private QuickLauncher() {}

    /** The unpacked launcher, made when it was not yet. Safe for use from several threads and JVMs. */
    static Path jar() {
        return Shared.JAR;
    }

    /** What JVMs of that launcher are to be started with; without it they are slower, and the same. */
    static String javaOptions() {
        return "-XX:SharedArchiveFile=%s -Xlog:disable".formatted(ARCHIVE);
    }

    private static Path made() {
        Path jar = FOLDER.resolve("launcher.jar");
        try {
            Files.createDirectories(FOLDER);
            try (var file =
                    FileChannel.open(FOLDER.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                var lock = file.lock();
                String wanted =
                        "%s %d".formatted(Files.getLastModifiedTime(LauncherRun.JAR), Files.size(LauncherRun.JAR));
                if (!Files.exists(MADE_FROM) || !Files.readString(MADE_FROM).equals(wanted)) {
                    make(jar);
                    Files.writeString(MADE_FROM, wanted);
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

    private static void make(Path jar) throws IOException, InterruptedException {
        Files.deleteIfExists(MADE_FROM);
        java(
                FOLDER,
                "-Djarmode=tools",
                "-jar",
                LauncherRun.JAR.toString(),
                "extract",
                "--force",
                "--destination",
                FOLDER.toString());
        Path work = Files.createTempDirectory(FOLDER, "work");
        try (var fixture = new JobFixture(work, work, "archive", RunRepository.embedded())) {
            fixture.scriptedHook().documents("ok", 1).jobFile("tier: inline");
            java(
                    work,
                    "-XX:ArchiveClassesAtExit=" + ARCHIVE,
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-jar",
                    jar.toString(),
                    "--job=archive");
        }
    }

    private static void java(Path folder, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(arguments));
        Path out = FOLDER.resolve("out.txt");
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().put("LC_ALL", "C.UTF-8");
        assertThat(builder.start().waitFor()).as(() -> command + "; see " + out).isZero();
    }
}
