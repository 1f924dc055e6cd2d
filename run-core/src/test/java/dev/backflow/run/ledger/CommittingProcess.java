package dev.backflow.run.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A process of its own that commits number after number and prints each one as soon as its commit is acknowledged, until
 * it is killed: to show which databases keep what they have acknowledged.
 */
public final class CommittingProcess implements AutoCloseable {
    private static final int WRITERS = 4;
    private static final int KILLED = 128 + 9;

    private final String url;
    private final Process process;

    private CommittingProcess(String url, Process process) {
        this.url = url;
        this.process = process;
    }

    /**
     * Starts committing into a new table.
     *
     * @param url JDBC address of an H2 file that nobody else has open; user {@code sa}, no password
     */
    public static CommittingProcess start(String url) throws IOException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CommittingProcess.class.getName(),
                        url)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new CommittingProcess(url, process);
    }

    /**
     * Kills the process without notice once it has acknowledged so many commits; it will have gone on meanwhile.
     *
     * @return all that it had acknowledged when it died
     */
    public List<Integer> killAfter(int acknowledged) throws IOException, InterruptedException {
        List<Integer> numbers = new ArrayList<>();
        try (var lines = process.inputReader(US_ASCII)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                numbers.add(Integer.valueOf(line));
                if (numbers.size() == acknowledged) {
                    // By its handle: the process itself would close the stream that is still to be read.
                    process.toHandle().destroyForcibly();
                }
            }
        }
        if (process.waitFor() != KILLED) {
            throw new IllegalStateException("the process ended by itself, with exit code " + process.exitValue());
        }
        return numbers;
    }

    /** What the database still has, opened anew. */
    public List<Integer> found() throws SQLException {
        try (var connection = connect(url);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT N FROM ACKNOWLEDGED ORDER BY N")) {
            List<Integer> numbers = new ArrayList<>();
            while (rows.next()) {
                numbers.add(rows.getInt(1));
            }
            return numbers;
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** The process itself: several writers, as the workers of a run are. */
    public static void main(String[] arguments) throws SQLException {
        try (var connection = connect(arguments[0]);
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE ACKNOWLEDGED (N INT PRIMARY KEY)");
            IntStream.range(0, WRITERS)
                    .mapToObj(writer -> new Thread(() -> commit(arguments[0], writer)))
                    .peek(Thread::start)
                    .toList()
                    .forEach(CommittingProcess::join);
        }
    }

    private static void commit(String url, int writer) {
        try (var connection = connect(url);
                var insert = connection.prepareStatement("INSERT INTO ACKNOWLEDGED VALUES (?)")) {
            connection.setAutoCommit(false);
            for (int n = writer; true; n += WRITERS) {
                insert.setInt(1, n);
                insert.executeUpdate();
                connection.commit();
                // One write, so that a killed process leaves no half number.
                System.out.write((n + "\n").getBytes(US_ASCII));
                System.out.flush();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url, "sa", "");
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
