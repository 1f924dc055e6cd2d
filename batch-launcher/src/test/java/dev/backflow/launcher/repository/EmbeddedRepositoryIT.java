package dev.backflow.launcher.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backflow.worker.repository.RepositoryAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedRepositoryIT {
    private final Path folder;
    private final Repositories repositories = new Repositories(Secrets.random(), Map.of());

    EmbeddedRepositoryIT(@TempDir Path folder) {
        this.folder = folder.resolve("repository");
    }

    @Test
    void isRefusedToASecondProcess() throws Exception {
        try (var repository = EmbeddedRepository.open(folder, Secrets.random(), wait -> {})) {
            assertThat(repository.launcherAddress().url()).contains("WRITE_DELAY=0");
            try (var other = OtherJvm.start("repository", folder)) {
                assertThat(other.said()).endsWith("refused\n");
            }
        }
    }

    @Test
    void keepsItsSecretsFromOthers() throws Exception {
        try (var repository = open()) {
            assertThat(repository.workerAddress().password()).hasSize(32);
            for (String file : new String[] {"owner.secret", "server.json"}) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file))))
                        .isEqualTo("rw-------");
            }
            assertThat(repository.launcherAddress().toString())
                    .doesNotContain(Files.readString(folder.resolve("owner.secret")));
        }

        assertThat(folder.resolve("server.json")).doesNotExist();
    }

    /** In a process of its own, because whoever uses H2 first in a process decides for all. */
    @Test
    void listensOnOneLoopbackAddressOnly() throws Exception {
        try (var other = OtherJvm.start("repository", folder)) {
            assertThat(other.said()).endsWith("ready\n");
            int port = new EmbeddedFolder(folder).server().orElseThrow().port();

            assertThatCode(() -> connect("127.0.0.1", port)).doesNotThrowAnyException();
            assertThatThrownBy(() -> connect("127.0.0.2", port)).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE OTHER (N INT)",
                "DROP TABLE SAMPLE",
                "ALTER TABLE SAMPLE ADD M INT",
                "CREATE USER EVE PASSWORD 'eve'"
            })
    void letsWorkersChangeRowsButNoTable(String statement) throws Exception {
        try (var repository = open();
                var worker = connect(repository.workerAddress());
                var sql = worker.createStatement()) {
            assertThat(sql.executeUpdate("INSERT INTO SAMPLE VALUES (1)")).isEqualTo(1);
            assertThat(sql.executeUpdate("UPDATE SAMPLE SET N = 2")).isEqualTo(1);

            assertThatThrownBy(() -> sql.execute(statement)).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void givesWorkersAnotherPasswordAtEachStart() throws Exception {
        RepositoryAddress old;
        try (var repository = open()) {
            old = repository.workerAddress();
        }

        try (var repository = open()) {
            RepositoryAddress now = repository.workerAddress();
            connect(now).close();

            var mixed = new RepositoryAddress(now.url(), now.user(), old.password(), 1);
            assertThatThrownBy(() -> connect(mixed)).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void isReadWhileALauncherServesItAndWhenNoneDoes() throws Exception {
        try (var repository = open();
                var read = repositories.read(folder)) {
            assertThat(repository).isNotNull();
            assertThat(read).isNotNull();
        }

        try (var read = repositories.read(folder)) {
            assertThat(read).isNotNull();
        }
    }

    @Test
    void isReadAlthoughAKilledLauncherHasLeftItsAddressBehind() throws Exception {
        try (var other = OtherJvm.start("repository", folder)) {
            assertThat(other.said()).endsWith("ready\n");
            other.kill();
        }
        assertThat(folder.resolve("server.json")).exists();

        try (var read = repositories.read(folder)) {
            assertThat(read).isNotNull();
        }
    }

    @Test
    void createsNothingForAReader() throws Exception {
        assertThat(repositories.read(folder)).isNull();

        assertThat(folder).doesNotExist();
    }

    @Test
    void makesNoNewPasswordForAReaderWhenTheOldOneIsLost() throws Exception {
        open().close();
        Files.delete(folder.resolve("owner.secret"));

        assertThatThrownBy(() -> repositories.read(folder)).hasMessageContaining("owner.secret");

        assertThat(folder.resolve("owner.secret")).doesNotExist();
    }

    @Test
    void waitsForAReaderThatHoldsTheFile() throws Exception {
        open().close();
        try (var other = OtherJvm.start("repository", folder)) {
            assertThat(other.said()).endsWith("ready\n");

            try (var repository = EmbeddedRepository.open(folder, Secrets.random(), wait -> other.kill())) {
                connect(repository.launcherAddress()).close();
            }
        }
    }

    private EmbeddedRepository open() throws SQLException, InterruptedException {
        var repository = EmbeddedRepository.open(folder, Secrets.random(), wait -> {});
        try (var owner = connect(repository.launcherAddress());
                var sql = owner.createStatement()) {
            sql.execute("CREATE TABLE IF NOT EXISTS SAMPLE (N INT)");
        }
        repository.admitWorkers();
        return repository;
    }

    private static void connect(String host, int port) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), 5_000);
        }
    }

    private static Connection connect(RepositoryAddress address) throws SQLException {
        return DriverManager.getConnection(address.url(), address.user(), address.password());
    }
}
