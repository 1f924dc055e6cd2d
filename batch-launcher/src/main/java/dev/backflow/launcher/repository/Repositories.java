package dev.backflow.launcher.repository;

import dev.backflow.run.job.Aws;
import dev.backflow.run.job.JobFile;
import dev.backflow.run.job.Repository;
import dev.backflow.run.job.Tier;
import dev.backflow.run.time.Sleeper;
import dev.backflow.worker.repository.RepositoryAddress;
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
    private final BaseRepository bases;

    /** For jobs that do not run in AWS. */
    public Repositories(Secrets secrets, Map<String, String> environment) {
        this(secrets, environment, BaseRepository.none());
    }

    public Repositories(Secrets secrets, Map<String, String> environment, BaseRepository bases) {
        this.secrets = secrets;
        this.environment = Map.copyOf(environment);
        this.bases = bases;
    }

    /**
     * Opens the repository for the job's launcher: the one that the job file names, on Fargate else the base's, and else
     * the embedded one.
     *
     * @param folder the job's folder {@code repository}, for the embedded one
     */
    public OpenRepository open(Path folder, JobFile file) throws SQLException, IOException, InterruptedException {
        Repository settings = file.repository();
        if (settings != null) {
            new RepositoryPointer(folder).write(settings);
            if (file.tier() == Tier.FARGATE) {
                new BasePointer(folder).write(file.aws());
            } else {
                new BasePointer(folder).forget();
            }
            return postgres(settings, login(folder, file, settings));
        }
        if (file.tier() == Tier.FARGATE) {
            new BasePointer(folder).write(file.aws());
            new RepositoryPointer(folder).forget();
            BaseRepository.Access access =
                    bases.of(file.aws().base(), file.aws().region());
            return new PostgresRepository(access.url(), access.user(), access.password(), access.worker(), secrets);
        }
        // Else whoever looks into the job's repository would go on looking into the one before.
        new RepositoryPointer(folder).forget();
        new BasePointer(folder).forget();
        return EmbeddedRepository.open(folder, secrets, Sleeper.real());
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
            return ReadRepository.connect(lookedAt(elsewhere));
        }
        BasePointer.Place base = new BasePointer(folder).read();
        if (base != null) {
            return read(base.base(), base.region());
        }
        var embedded = new EmbeddedFolder(folder);
        return embedded.hasDatabase() ? readEmbedded(embedded) : null;
    }

    /**
     * As {@link #read(Path)}; where the folder knows of none, because the job was never run on this host, in the
     * repository that {@link #open} would open.
     *
     * @return null if no run was ever begun there
     */
    public @Nullable ReadRepository read(Path folder, JobFile file)
            throws IOException, SQLException, InterruptedException {
        ReadRepository known = read(folder);
        return known == null ? read(file) : known;
    }

    /** As {@link #read(Path, JobFile)}, for a job that the folder knows nothing of. */
    public @Nullable ReadRepository read(JobFile file) throws IOException, SQLException {
        Repository settings = file.repository();
        if (settings == null && file.tier() != Tier.FARGATE) {
            return null;
        }
        ReadRepository there = settings == null
                ? read(file.aws().base(), file.aws().region())
                : ReadRepository.connect(lookedAt(settings));
        boolean begun = false;
        try {
            begun = there.hasRuns();
            return begun ? there : null;
        } finally {
            if (!begun) {
                there.close();
            }
        }
    }

    private ReadRepository read(String base, @Nullable String region) throws SQLException {
        BaseRepository.Access access = bases.of(base, region);
        return read(access.url(), access.user(), access.password());
    }

    /**
     * Where in AWS a job's last run was.
     *
     * @param folder the job's folder {@code repository}
     * @return null for the environment's own region, and if it was not in AWS
     */
    public @Nullable String region(Path folder) throws IOException {
        BasePointer.Place base = new BasePointer(folder).read();
        return base == null ? null : base.region();
    }

    /**
     * Connects to a repository on a server, and changes nothing.
     *
     * @throws IOException if the password cannot be read
     * @throws SQLException if the server cannot be used
     */
    public void reach(Repository settings) throws IOException, SQLException {
        ReadRepository.connect(lookedAt(settings)).close();
    }

    /**
     * Connects to the repository that a base in AWS has, as its owner, and changes nothing.
     *
     * @return its address
     * @throws SQLException if the server cannot be used; its state tells the network from the login
     */
    public String reach(Aws aws) throws SQLException {
        BaseRepository.Access access = bases.of(aws.base(), aws.region());
        read(access.url(), access.user(), access.password()).close();
        return access.toString();
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
        if (elsewhere != null) {
            return elsewhere.url().equals(known) ? null : read(folder);
        }
        BasePointer.Place base = new BasePointer(folder).read();
        boolean same =
                base != null && bases.of(base.base(), base.region()).url().equals(known);
        return same ? null : read(folder);
    }

    /** Looks into a repository whose address and user are known from elsewhere. */
    public ReadRepository read(String url, String user, String password) throws SQLException {
        return ReadRepository.connect(new RepositoryAddress(url, user, password, 1));
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

    private PostgresRepository postgres(Repository settings, WorkerLogin login) throws IOException {
        return new PostgresRepository(settings.url(), settings.user(), password(settings), login, secrets);
    }

    /** Workers in AWS take theirs from a secret, which the job file names. */
    private WorkerLogin login(Path folder, JobFile file, Repository settings) {
        String secret = settings.workerSecret();
        if (file.tier() == Tier.FARGATE && secret != null) {
            return bases.worker(secret, file.aws().region());
        }
        String job = String.valueOf(folder.resolveSibling("").getFileName());
        return WorkerLogin.own(job, settings.url(), secrets);
    }

    private RepositoryAddress lookedAt(Repository settings) throws IOException {
        return new RepositoryAddress(settings.url(), settings.user(), password(settings), 1);
    }

    private String password(Repository settings) throws IOException {
        Path file = settings.passwordFile();
        return file == null
                ? environment.getOrDefault(PASSWORD_VARIABLE, "")
                : Files.readString(file).strip();
    }
}
