package dev.backflow.launcher.repository;

import dev.backflow.run.ledger.WorkerAccount;
import dev.backflow.worker.repository.RepositoryAddress;
import java.nio.file.Path;
import java.sql.SQLException;
import org.h2.tools.Server;

/**
 * The embedded job repository: one H2 file per job, opened by the job's launcher and served on 127.0.0.1 to its worker
 * processes and to commands such as {@code runs list}.
 *
 * <p>{@code WRITE_DELAY=0} is what makes a commit survive a {@code kill -9}: without it H2 acknowledges first and writes
 * up to half a second later.
 */
public final class EmbeddedRepository implements OpenRepository {
    static final int LOCK_MILLIS = 10_000;

    private static final String OWNER = "BACKFLOW";
    private static final String WORKER = "BACKFLOW_WORKER";
    private static final int LAUNCHER_CONNECTIONS = 8;
    private static final int WORKER_CONNECTIONS = 4;
    /** Read once by H2, when its network classes are loaded; there is no other way to keep it off other addresses. */
    private static final String BIND_ADDRESS_PROPERTY = "h2.bindAddress";

    private final EmbeddedFolder folder;
    private final RepositoryAddress owner;
    private final Secrets secrets;
    private final String key;
    private final String workerPassword;
    private final Server server;

    private EmbeddedRepository(EmbeddedFolder folder, RepositoryAddress owner, Secrets secrets) throws SQLException {
        this.folder = folder;
        this.owner = owner;
        this.secrets = secrets;
        this.key = secrets.next();
        this.workerPassword = secrets.next();
        System.setProperty(BIND_ADDRESS_PROPERTY, "127.0.0.1");
        this.server = Server.createTcpServer(
                "-tcpPort", "0", "-tcpPassword", secrets.next(), "-tcpDaemon", "-key", key,
                folder.database().toString());
        this.server.start();
    }

    /**
     * Opens the database of a job, creating it when missing. The caller holds the job's launcher lock.
     *
     * @param repositoryFolder the job's folder {@code repository}
     * @throws SQLException if the port cannot be opened
     */
    public static EmbeddedRepository open(Path repositoryFolder, Secrets secrets) throws SQLException {
        var folder = new EmbeddedFolder(repositoryFolder);
        folder.create();
        return new EmbeddedRepository(folder, ownerAddress(folder, secrets), secrets);
    }

    static RepositoryAddress ownerAddress(EmbeddedFolder folder, Secrets secrets) {
        String url = "jdbc:h2:file:%s;WRITE_DELAY=0;LOCK_TIMEOUT=%d;DB_CLOSE_ON_EXIT=FALSE"
                .formatted(folder.database(), LOCK_MILLIS);
        return new RepositoryAddress(url, OWNER, folder.ownerPassword(secrets), LAUNCHER_CONNECTIONS);
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
        folder.tell(new EmbeddedFolder.Server(server.getPort(), key, WORKER, workerPassword));
    }

    @Override
    public void close() {
        folder.forgetServer();
        server.stop();
    }

    @Override
    public String toString() {
        return "embedded repository " + folder.database() + " with secrets of " + secrets.getClass().getSimpleName();
    }
}
