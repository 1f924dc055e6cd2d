package dev.backflow.launcher.repository;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A process of its own that holds something of a job's folder until it is killed, or its starter is gone. */
final class OtherJvm implements AutoCloseable {
    private final Process process;
    private final String said;

    private OtherJvm(Process process, String said) {
        this.process = process;
        this.said = said;
    }

    /**
     * Starts it and waits until it holds what it is to hold.
     *
     * @param what {@code lock}, or {@code repository}
     */
    static OtherJvm start(String what, Path folder) throws IOException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherJvm.class.getName(),
                        what,
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        var said = new StringBuilder();
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            said.append(line).append('\n');
            if (line.equals("ready") || line.equals("refused")) {
                break;
            }
        }
        return new OtherJvm(process, said.toString());
    }

    String said() {
        return said;
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** The process itself. */
    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[1]);
        Object held;
        try {
            held = arguments[0].equals("lock")
                    ? LauncherLock.tryTake(folder)
                    : EmbeddedRepository.open(folder, Secrets.random(), wait -> {});
            if (held instanceof EmbeddedRepository repository) {
                repository.admitWorkers();
            }
        } catch (java.sql.SQLException e) {
            held = null;
        }
        System.out.println(held == null ? "refused" : "ready");
        while (System.in.read() >= 0) {
            // Only the end of the input matters.
        }
        Runtime.getRuntime().halt(0);
    }
}
