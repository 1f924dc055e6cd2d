package dev.backflow.run.aws;

import dev.backflow.run.document.BackedUpDocuments;
import dev.backflow.run.document.BackupName;
import dev.backflow.run.document.DocumentStore;
import dev.backflow.run.document.FileDocumentStore;
import dev.backflow.run.document.SourceDocument;
import dev.backflow.run.job.Backup;
import dev.backflow.run.job.Folder;
import dev.backflow.run.job.Location;
import dev.backflow.run.job.ResultLayout;
import dev.backflow.run.job.S3Location;
import dev.backflow.run.result.BundledResults;
import dev.backflow.run.result.FileSystemProbe;
import dev.backflow.run.result.PerDocumentResults;
import dev.backflow.run.result.ResultStore;
import dev.backflow.run.store.RunStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;

/**
 * The stores behind the locations of a job file, wherever they are. Safe for use by several threads; close it when
 * nobody uses one of its stores any more.
 */
public final class Stores implements AutoCloseable {
    /** Calls at a time: what hides a round trip of some ten milliseconds behind a document of one. */
    private static final int WIDTH = 32;

    private final S3Clients clients;
    private final S3Calls calls;
    private final Fan fan = new Fan(WIDTH);

    public Stores(S3Clients clients) {
        this(clients, S3Patience.real());
    }

    Stores(S3Clients clients, S3Patience patience) {
        this.clients = clients;
        this.calls = new S3Calls(clients, patience);
    }

    /** @param scratch a folder for listings that do not fit into memory; made when needed */
    public DocumentStore documents(Location source, Path scratch) {
        if (source instanceof S3Location s3) {
            return new S3DocumentStore(calls, s3);
        }
        return new FileDocumentStore(((Folder) source).path(), scratch);
    }

    /**
     * The documents of a run, each kept before it is served as the job file says.
     *
     * @param files of the run
     */
    public DocumentStore documents(Location source, Path scratch, Backup backup, RunStore files) {
        var documents = documents(source, scratch);
        if (backup == Backup.NONE) {
            return documents;
        }
        Predicate<SourceDocument> needed = document ->
                backup == Backup.COPY || !S3Pin.of(document.version()).isVersion();
        if (source instanceof S3Location from) {
            return files.location() instanceof S3Location to
                    ? new S3BackedUpDocuments(documents, calls, from, to, needed)
                    : BackedUpDocuments.copied(documents, files, needed);
        }
        return backup == Backup.AUTO && documents instanceof FileDocumentStore folder
                ? BackedUpDocuments.linked(folder, files)
                : BackedUpDocuments.copied(documents, files, document -> true);
    }

    /** Removes all backups of a run whose files are in S3; that there are none is no fault. */
    public void removeBackups(S3Location files) throws IOException {
        new S3Removal(calls, files).remove(BackupName.FOLDER);
    }

    /**
     * Where the results of a run go. A folder is made when it is missing.
     *
     * @throws IOException if the folder cannot be made or written to
     */
    public ResultStore results(String job, int run, Location results, ResultLayout layout) throws IOException {
        boolean bundled = layout == ResultLayout.BUNDLED;
        if (results instanceof S3Location s3) {
            return bundled ? new S3BundledResults(calls, job, s3) : new S3PerDocumentResults(calls, fan, job, s3);
        }
        Path folder = ((Folder) results).path();
        Files.createDirectories(folder);
        return bundled
                ? new BundledResults(job, folder)
                : new PerDocumentResults(job, folder, FileSystemProbe.resultNameIn(job, folder, run));
    }

    /**
     * Tries whether results can be written to a place in S3, before anything is served for them: by an upload in parts
     * that is begun and given up, of which nobody sees anything. A folder is tried when it is made.
     *
     * @throws dev.backflow.run.file.StoreException if they cannot
     */
    public void requireWritable(Location results) throws IOException {
        if (results instanceof S3Location s3) {
            new S3WriteTrial(calls, s3).perform();
        }
    }

    /** For other things that are kept in S3. */
    public S3Calls calls() {
        return calls;
    }

    @Override
    public void close() {
        fan.close();
        clients.close();
    }
}
