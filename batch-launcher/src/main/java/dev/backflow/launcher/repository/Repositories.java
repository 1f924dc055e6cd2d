package dev.backflow.launcher.repository;

import dev.backflow.run.job.Repository;
import dev.backflow.worker.lease.Sleeper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens the job repository that a job file asks for. */
public final class Repositories {
    /** Where the password of a PostgreSQL user comes from when the job file names no file. */
    public static final String PASSWORD_VARIABLE = "BACKFLOW_REPOSITORY_PASSWORD";

    private static final int MOST_ATTEMPTS = 50;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(100);

    private final Secrets secrets;
    private final Map<String, String> environment;

    public Repositories(Secrets secrets, Map<String, String> environment) {
        this.secrets = secrets;
        this.environment = Map.copyOf(environment);
    }

    /**
     * Opens the repository for the job's launcher.
     *
     * @param folder the job's folder {@code repository}, for the embedded one
     * @param settings null for the embedded one
     */
    public OpenRepository open(Path folder, @Nullable Repository settings)
            throws SQLException, IOException, InterruptedException {
        if (settings == null) {
            return EmbeddedRepository.open(folder, secrets, Sleeper.real());
        }
        new RepositoryPointer(folder).write(settings);
        return postgres(settings);
    }

    /** As {@link #open(Path, Repository)}, with a password that is kept where the settings do not say. */
    public OpenRepository open(Path folder, Repository settings, String password) throws IOException {
        new RepositoryPointer(folder).write(settings);
        return new PostgresRepository(settings.url(), settings.user(), password);
    }

    /**
     * Looks into a job's repository, whether its launcher is alive or not, and changes nothing in it.
     *
     * @param folder the job's folder {@code repository}
     * @return null if the job has no repository yet
     */
    public @Nullable ReadRepository read(Path folder) throws IOException, SQLException, InterruptedException {
        Repository elsewhere = new RepositoryPointer(folder).read();
        if (elsewhere != null) {
            return ReadRepository.connect(postgres(elsewhere).launcherAddress());
        }
        var embedded = new EmbeddedFolder(folder);
        return embedded.hasDatabase() ? readEmbedded(embedded) : null;
    }

    /**
     * Connects to a repository on a server, and changes nothing.
     *
     * @throws IOException if the password cannot be read
     * @throws SQLException if the server cannot be used
     */
    public void reach(Repository settings) throws IOException, SQLException {
        ReadRepository.connect(postgres(settings).launcherAddress()).close();
    }

    /**
     * As {@link #read(Path)}.
     *
     * @param known a database whose user is known from elsewhere
     * @return null also if the job's repository is that database
     */
    public @Nullable ReadRepository read(Path folder, String known)
            throws IOException, SQLException, InterruptedException {
        Repository elsewhere = new RepositoryPointer(folder).read();
        return elsewhere != null && elsewhere.url().equals(known) ? null : read(folder);
    }

    /** Looks into a repository whose address and user are known from elsewhere. */
    public ReadRepository read(String url, String user, String password) throws SQLException {
        return ReadRepository.connect(new PostgresRepository(url, user, password).launcherAddress());
    }

    /** A launcher may start or end at any moment, so that now the one way in is open, now the other. */
    private ReadRepository readEmbedded(EmbeddedFolder folder) throws SQLException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                Optional<EmbeddedFolder.Server> server = folder.server();
                if (server.isPresent()) {
                    return ReadRepository.connect(server.get().address());
                }
            } catch (SQLException e) {
                // Left behind by a launcher that was killed, or one that is just leaving.
            }
            try {
                return ReadRepository.connect(EmbeddedRepository.readOnlyAddress(folder));
            } catch (SQLException e) {
                if (attempt == MOST_ATTEMPTS) {
                    throw e;
                }
                Sleeper.real().sleep(BETWEEN_ATTEMPTS);
            }
        }
    }

    private PostgresRepository postgres(Repository settings) throws IOException {
        Path file = settings.passwordFile();
        String password = file == null
                ? environment.getOrDefault(PASSWORD_VARIABLE, "")
                : Files.readString(file).strip();
        return new PostgresRepository(settings.url(), settings.user(), password);
    }
}
