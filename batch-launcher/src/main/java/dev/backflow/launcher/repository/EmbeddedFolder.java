package dev.backflow.launcher.repository;

import dev.backflow.run.failpoint.Failpoint;
import dev.backflow.worker.repository.RepositoryAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The folder {@code repository} of a job: the database file, the owner's password, and {@code server.json}, through which
 * others reach the database while a launcher serves it. Nobody but the owner of the folder may read any of them.
 */
final class EmbeddedFolder {
    private static final String OWNER_FILE = "owner.secret";
    private static final String SERVER_FILE = "server.json";

    private final Path folder;
    private final JsonMapper json = new JsonMapper();

    EmbeddedFolder(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** What {@code server.json} tells: how to attach to the database of a launcher that is alive, or was. */
    record Server(int port, String key, String user, String password) {
        String url() {
            return "jdbc:h2:tcp://127.0.0.1:%d/%s;LOCK_TIMEOUT=%d".formatted(port, key, EmbeddedRepository.LOCK_MILLIS);
        }

        RepositoryAddress address() {
            return new RepositoryAddress(url(), user, password, 1);
        }

        @Override
        public String toString() {
            return "port " + port;
        }
    }

    Path database() {
        return folder.resolve("db");
    }

    boolean hasDatabase() {
        return Files.exists(folder.resolve("db.mv.db"));
    }

    void create() {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The owner's password: made once, then kept as long as the database. */
    String ownerPassword(Secrets secrets) {
        Path file = folder.resolve(OWNER_FILE);
        try {
            if (Files.notExists(file)) {
                writePrivately(file, secrets.next());
                Failpoint.OWNER_CREATED.hit();
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The owner's password of a database that is there; unlike for its launcher, none is made when it is lost. */
    String knownOwnerPassword() {
        try {
            return Files.readString(folder.resolve(OWNER_FILE)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void tell(Server server) {
        try {
            writePrivately(folder.resolve(SERVER_FILE), json.writeValueAsString(server));
            Failpoint.SERVER_TOLD.hit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void forgetServer() {
        try {
            Files.deleteIfExists(folder.resolve(SERVER_FILE));
            Failpoint.SERVER_FORGOTTEN.hit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empty when no launcher serves the database, as far as the file tells. */
    Optional<Server> server() {
        try {
            return Optional.of(json.readValue(Files.readString(folder.resolve(SERVER_FILE)), Server.class));
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }

    /** Written beside and moved, so that a reader never sees half of it, and created so that others never see any. */
    private static void writePrivately(Path file, String content) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        Files.deleteIfExists(temporary);
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] ownerOnly = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try {
            Files.createFile(temporary, ownerOnly);
        } catch (FileAlreadyExistsException e) {
            throw new IOException("two processes write " + file + " at the same time", e);
        }
        Failpoint.PRIVATE_FILE_BEGUN.hit();
        Files.write(temporary, content.getBytes(StandardCharsets.UTF_8));
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
