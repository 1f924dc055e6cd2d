package dev.backflow.launcher.repository;

import dev.backflow.run.failpoint.Failpoint;
import dev.backflow.run.ledger.WorkerAccount;
import dev.backflow.run.time.Sleeper;
import dev.backflow.worker.repository.RepositoryAddress;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.h2.api.ErrorCode;
import org.h2.tools.Server;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded job repository: one H2 file per job, opened by the job's launcher and served on 127.0.0.1 to its worker
 * processes and to commands such as {@code runs list}.
 *
 * <p>{@code WRITE_DELAY=0} is what makes a commit survive a {@code kill -9}: without it H2 acknowledges first and writes
 * up to half a second later.
 */
public final class EmbeddedRepository implements OpenRepository {
    static final int LOCK_MILLIS = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRepository.class);
    private static final int MOST_ATTEMPTS = 50;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(100);

    private static final String OWNER = "BACKFLOW";
    private static final String WORKER = "BACKFLOW_WORKER";
    private static final int LAUNCHER_CONNECTIONS = 8;
    private static final int WORKER_CONNECTIONS = 4;
    /** Read once by H2, before the first connection of the process; there is no other way to keep it off other addresses. */
    private static final String BIND_ADDRESS_PROPERTY = "h2.bindAddress";

    private final EmbeddedFolder folder;
    private final RepositoryAddress owner;
    private final String key;
    private final String workerPassword;
    private final Connection keeper;
    private final Server server;

    /** @param keeper keeps the database open, also while nobody else is connected */
    private EmbeddedRepository(EmbeddedFolder folder, RepositoryAddress owner, Secrets secrets, Connection keeper)
            throws SQLException {
        this.folder = folder;
        this.owner = owner;
        this.keeper = keeper;
        this.key = secrets.next();
        this.workerPassword = secrets.next();
        this.server = Server.createTcpServer(
                "-tcpPort",
                "0",
                "-tcpPassword",
                secrets.next(),
                "-tcpDaemon",
                "-key",
                key,
                folder.database().toString());
        this.server.start();
    }

    /**
     * Opens the database of a job, creating it when missing. The caller holds the job's launcher lock.
     *
     * @param repositoryFolder the job's folder {@code repository}
     * @throws SQLException if the database or the port cannot be opened
     */
    public static EmbeddedRepository open(Path repositoryFolder, Secrets secrets, Sleeper sleeper)
            throws SQLException, InterruptedException {
        System.setProperty(BIND_ADDRESS_PROPERTY, "127.0.0.1");
        var folder = new EmbeddedFolder(repositoryFolder);
        folder.create();
        RepositoryAddress owner = ownerAddress(folder, secrets);
        Connection keeper = connect(owner, sleeper);
        try {
            return new EmbeddedRepository(folder, owner, secrets, keeper);
        } catch (SQLException | RuntimeException e) {
            // Else the file stays open, and locked, as long as this process lives.
            keeper.close();
            throw e;
        }
    }

    /** A command such as {@code runs list} may hold the file for a moment when no launcher serves it. */
    private static Connection connect(RepositoryAddress owner, Sleeper sleeper)
            throws SQLException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return DriverManager.getConnection(owner.url(), owner.user(), owner.password());
            } catch (SQLException e) {
                if (e.getErrorCode() != ErrorCode.DATABASE_ALREADY_OPEN_1 || attempt == MOST_ATTEMPTS) {
                    throw e;
                }
                sleeper.sleep(BETWEEN_ATTEMPTS);
            }
        }
    }

    /**
     * H2 keeps the result of a query for the next time that it is asked, and may keep it too long when another session
     * commits or rolls back meanwhile (its issues 1878, 3894 and 4208): that is switched off, for all who use the
     * database.
     */
    static RepositoryAddress ownerAddress(EmbeddedFolder folder, Secrets secrets) {
        String url = "jdbc:h2:file:%s;WRITE_DELAY=0;LOCK_TIMEOUT=%d;DB_CLOSE_ON_EXIT=FALSE;OPTIMIZE_REUSE_RESULTS=FALSE"
                .formatted(folder.database(), LOCK_MILLIS);
        return new RepositoryAddress(url, OWNER, folder.ownerPassword(secrets), LAUNCHER_CONNECTIONS);
    }

    /** For looking into a database that no launcher serves; it waits for nobody, and keeps a launcher out meanwhile. */
    static RepositoryAddress readOnlyAddress(EmbeddedFolder folder) {
        String url = "jdbc:h2:file:%s;ACCESS_MODE_DATA=r;IFEXISTS=TRUE".formatted(folder.database());
        return new RepositoryAddress(url, OWNER, folder.knownOwnerPassword(), 1);
    }

    @Override
    public RepositoryAddress launcherAddress() {
        return owner;
    }

    @Override
    public RepositoryAddress workerAddress() {
        var told = new EmbeddedFolder.Server(server.getPort(), key, WORKER, workerPassword);
        return new RepositoryAddress(told.url(), WORKER, workerPassword, WORKER_CONNECTIONS);
    }

    /** Gives workers an account that may read and write rows but change no table, with a password of this start. */
    @Override
    public void admitWorkers() {
        WorkerAccount.admit(owner.url(), owner.user(), owner.password(), WORKER, workerPassword);
        Failpoint.WORKERS_ADMITTED.hit();
        folder.tell(new EmbeddedFolder.Server(server.getPort(), key, WORKER, workerPassword));
    }

    @Override
    public void close() {
        try {
            folder.forgetServer();
        } catch (UncheckedIOException e) {
            LOG.warn("The address of the job repository could not be removed: {}", e.getMessage());
        }
        server.stop();
        try {
            keeper.close();
            Failpoint.REPOSITORY_CLOSED.hit();
        } catch (SQLException e) {
            LOG.warn("The job repository could not be closed: {}", e.getMessage());
        }
    }
}
