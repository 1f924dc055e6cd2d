package dev.backflow.launcher.e2e;

import dev.backflow.run.ledger.PostgresServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A PostgreSQL server of one test, which can be shut down and started again with what it has stored. */
final class RestartablePostgres implements AutoCloseable {
    private final Path data;
    private EmbeddedPostgres server;
    private final int port;

    /** @param data an empty folder */
    RestartablePostgres(Path data) throws IOException {
        this.data = data;
        this.server = builder().start();
        this.port = server.getPort();
    }

    private EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPGStartupWait(Duration.ofMinutes(1));
    }

    /** Where a client finds the database {@code postgres}, before and after a restart. */
    String url() {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, PostgresServer.USER);
    }

    void shutDown() throws IOException {
        server.close();
    }

    void startAgain() throws IOException {
        server = builder().setPort(port).start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
