package dev.backflow.launcher.drill;

import dev.backflow.launcher.repository.Repositories;
import dev.backflow.run.time.Sleeper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL server of the drill's own: its cluster in the drill's folder, on a free port of the loopback address. */
final class PostgresCluster implements DrillDatabase {
    private static final String USER = "drill";
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration BETWEEN_STARTS = Duration.ofMillis(200);

    private final PostgresBinaries binaries;
    private final Path folder;
    private final Path cluster;
    private final int port;
    private final String password;
    private final Sleeper sleeper;
    private @Nullable Process server;

    private PostgresCluster(PostgresBinaries binaries, Path folder, int port, String password, Sleeper sleeper) {
        this.binaries = binaries;
        this.folder = folder;
        this.cluster = folder.resolve("cluster");
        this.port = port;
        this.password = password;
        this.sleeper = sleeper;
    }

    /**
     * Makes the cluster and starts its server.
     *
     * @param folder an existing folder, which the caller removes
     */
    static PostgresCluster create(PostgresBinaries binaries, Path folder, String password, Sleeper sleeper)
            throws IOException, InterruptedException {
        var database = new PostgresCluster(binaries, folder, freePort(), password, sleeper);
        Path passwordFile = Files.writeString(folder.resolve("password"), password);
        database.command(
                "initdb",
                "-D",
                database.cluster.toString(),
                "-U",
                USER,
                "-A",
                "scram-sha-256",
                "--pwfile=" + passwordFile,
                "-E",
                "UTF8",
                "--locale=C");
        database.start();
        return database;
    }

    @Override
    public String version() {
        return binaries.version();
    }

    @Override
    public List<String> jobFileLines() {
        return List.of(
                "repository:", "  url: jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port), "  user: " + USER);
    }

    @Override
    public Map<String, String> environment() {
        return Map.of(Repositories.PASSWORD_VARIABLE, password);
    }

    @Override
    public boolean isManaged() {
        return true;
    }

    @Override
    public void kill() {
        Process killed = server;
        if (killed == null) {
            return;
        }
        List<ProcessHandle> family = new ArrayList<>();
        // The parent first: it would start others in the place of its children.
        try (Stream<ProcessHandle> children = killed.descendants()) {
            family.addAll(children.toList());
        }
        killed.destroyForcibly().onExit().join();
        family.forEach(Processes::kill);
        server = null;
    }

    @Override
    public void start() throws IOException, InterruptedException {
        long until = System.nanoTime() + READY_WITHIN.toNanos();
        while (System.nanoTime() < until) {
            // What a killed server leaves names a process id that may be another process's by now.
            Files.deleteIfExists(cluster.resolve("postmaster.pid"));
            Process started = process(
                    "postgres",
                    "-D",
                    cluster.toString(),
                    "-p",
                    Integer.toString(port),
                    "-c",
                    "listen_addresses=127.0.0.1",
                    // No socket, and so no lock file of one.
                    "-c",
                    "unix_socket_directories=");
            server = started;
            while (started.isAlive() && System.nanoTime() < until) {
                if (isReady(started)) {
                    return;
                }
                sleeper.sleep(POLL);
            }
            // A process of the killed server may still be dying, and hold the shared memory.
            kill();
            sleeper.sleep(BETWEEN_STARTS);
        }
        throw new IOException("PostgreSQL does not start; its log is %s".formatted(log()));
    }

    /** The server writes its process id into the first line, and when it is ready says so in the last. */
    private boolean isReady(Process started) throws IOException {
        try {
            List<String> lines = Files.readAllLines(cluster.resolve("postmaster.pid"));
            return !lines.isEmpty()
                    && lines.get(0).strip().equals(Long.toString(started.pid()))
                    && lines.get(lines.size() - 1).startsWith("ready");
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private void command(String program, String... arguments) throws IOException, InterruptedException {
        Process process = process(program, arguments);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("%s failed; its log is %s".formatted(program, log()));
            }
        } finally {
            process.destroyForcibly();
        }
    }

    private Process process(String program, String... arguments) throws IOException {
        var builder = new ProcessBuilder(binaries.command(program, arguments))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    private Path log() {
        return folder.resolve("postgres.log");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
