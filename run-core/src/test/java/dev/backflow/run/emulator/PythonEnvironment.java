package dev.backflow.run.emulator;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * The virtual environment that {@code infra-templates/requirements.txt} asks for, in {@code target/} of the root
 * project, so that all modules and forks share it and {@code mvn clean} takes it away.
 *
 * <p>It is made beside its place and gets its name, which has the fingerprint of what was asked for, in one rename: who
 * sees the name sees a whole environment. The file lock only spares the work of making it twice; it does not matter
 * when {@code mvn clean} removes the locked file under its holder.
 */
final class PythonEnvironment {
    private static final Duration MOST = Duration.ofMinutes(10);

    private final Path root;
    private final Path requirements;

    PythonEnvironment(Path root) {
        this.root = root;
        this.requirements = root.resolve("infra-templates/requirements.txt");
    }

    /** The folder above all modules. */
    static Path rootAbove(Path folder) throws IOException {
        for (Path at = folder.toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve(".mvn"))) {
                return at;
            }
        }
        throw new IOException("no folder with .mvn above " + folder);
    }

    /**
     * Its interpreter; the environment is made, which takes about a quarter of a minute, when it is not there.
     *
     * @throws IOException if Python or one of the packages cannot be had
     */
    Path python() throws IOException, InterruptedException {
        Path target = root.resolve("target");
        Path home = target.resolve("python-" + fingerprint());
        Path python = home.resolve("bin/python");
        if (!Files.isExecutable(python)) {
            Files.createDirectories(target);
            try (var channel = FileChannel.open(
                            target.resolve("python.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                if (!Files.isExecutable(python) && lock.isValid()) {
                    make(target, home);
                }
            }
        }
        return python;
    }

    private void make(Path target, Path home) throws IOException, InterruptedException {
        Files.createDirectories(target);
        Path made = Files.createTempDirectory(target, "python-making-");
        try {
            run(List.of("python3", "-m", "venv", made.toString()));
            run(List.of(
                    made.resolve("bin/python").toString(),
                    "-m",
                    "pip",
                    "install",
                    "--quiet",
                    "--no-input",
                    "--disable-pip-version-check",
                    // Most modules are never imported; the others compile themselves then. It is a third of the work.
                    "--no-compile",
                    "--retries=2",
                    "--only-binary=:all:",
                    "--requirement",
                    requirements.toString()));
            Files.move(made, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            // Somebody else may have been quicker, because mvn clean had removed the lock.
            if (!Files.isDirectory(home)) {
                throw e;
            }
        } finally {
            remove(made);
        }
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command);
        builder.environment().remove("PYTHONHOME");
        builder.environment().remove("PYTHONPATH");
        try (var process = new PythonProcess(builder)) {
            int exit = process.waitFor(MOST);
            if (exit != 0) {
                throw new IOException(
                        "%s exited with %d: %s".formatted(String.join(" ", command), exit, process.output()));
            }
        }
    }

    private String fingerprint() throws IOException {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(Files.readAllBytes(requirements)), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void remove(Path folder) throws IOException {
        List<Path> all = new ArrayList<>();
        try (var paths = Files.walk(folder)) {
            paths.forEach(all::add);
        } catch (NoSuchFileException e) {
            return;
        }
        all.sort(Comparator.reverseOrder());
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }
}
