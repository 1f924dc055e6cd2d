package dev.backflow.run.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backflow.hook.SourceChangedException;
import dev.backflow.run.document.DocumentStore;
import dev.backflow.run.document.SourceDocument;
import dev.backflow.run.document.UnreadableSourceException;
import dev.backflow.run.emulator.Moto;
import dev.backflow.run.file.StoreException;
import dev.backflow.run.job.Backup;
import dev.backflow.run.job.S3Location;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

class S3BackedUpDocumentsIT {
    private static final String KEY = "a/letter \u00FC+.txt";

    private final Moto moto = Moto.shared();
    private final S3Client s3 = moto.s3();
    private final S3Location source = new S3Location(moto.newBucket(), "incoming/");
    private final S3Location files = new S3Location(moto.newBucket(), "jobs/letters/runs/1/");
    private final Stores stores =
            new Stores(S3Clients.at(moto.endpoint(), Moto.REGION, Moto.credentials()), TestS3.patience());

    private final Path scratch;

    S3BackedUpDocumentsIT(@TempDir Path scratch) {
        this.scratch = scratch;
    }

    @AfterEach
    void close() {
        stores.close();
        s3.close();
    }

    private DocumentStore store(Backup backup, S3Location to) {
        return stores.documents(source, scratch, backup, new S3RunStore(s3, to));
    }

    private SourceDocument document(String content) throws IOException {
        s3.putObject(
                put -> put.bucket(source.bucket()).key(source.key(KEY)).metadata(Map.of("from", "ann")),
                RequestBody.fromString(content));
        try (var listing = store(Backup.AUTO, files).list()) {
            return Objects.requireNonNull(listing.next());
        }
    }

    private void delete() {
        s3.deleteObject(delete -> delete.bucket(source.bucket()).key(source.key(KEY)));
    }

    private void keepVersions() {
        s3.putBucketVersioning(put -> put.bucket(source.bucket())
                .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
    }

    private static String content(DocumentStore store, SourceDocument pinned) throws IOException {
        try (var in = store.open(pinned)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    @Test
    void areReadFromTheirCopyWhenTheSourceIsGoneOrChanged() throws IOException {
        SourceDocument pinned = document("one");
        DocumentStore store = store(Backup.AUTO, files);
        store.keep(pinned);

        delete();
        store.keep(pinned);

        assertThat(content(store, pinned)).isEqualTo("one");
        assertThat(store.fetch(pinned).metadata()).containsEntry("from", "ann");
        assertThat(store.metadata(pinned)).containsEntry("from", "ann");

        document("two");

        assertThat(content(store(Backup.COPY, files), pinned)).isEqualTo("one");
        assertThat(TestS3.contents(moto, files)).hasSize(1);
    }

    @Test
    void areSaidToBeGoneWithoutACopy() throws IOException {
        SourceDocument pinned = document("one");
        delete();
        DocumentStore store = store(Backup.AUTO, files);

        store.keep(pinned);

        assertThatThrownBy(() -> store.open(pinned)).isInstanceOf(SourceChangedException.class);
        assertThat(TestS3.contents(moto, files)).isEmpty();
    }

    @Test
    void areCopiedFromAVersionOnlyWhenThatIsAskedFor() throws IOException {
        keepVersions();
        SourceDocument pinned = document("one");
        document("two");

        store(Backup.AUTO, files).keep(pinned);
        store(Backup.NONE, files).keep(pinned);
        assertThat(TestS3.contents(moto, files)).isEmpty();
        store(Backup.COPY, files).keep(pinned);

        assertThat(TestS3.contents(moto, files).values()).containsExactly("one");
        s3.deleteObject(
                delete -> delete.bucket(source.bucket()).key(source.key(KEY)).versionId(pinned.version()));
        assertThat(content(store(Backup.COPY, files), pinned)).isEqualTo("one");
    }

    @Test
    void areRefusedWhenTheyCannotBeCopied() throws IOException {
        SourceDocument pinned = document("one");

        assertThatThrownBy(() -> store(Backup.AUTO, new S3Location("no-such-bucket-at-all", "runs/1/"))
                        .keep(pinned))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("s3://no-such-bucket-at-all/runs/1/backup/");
        assertThatThrownBy(() -> store(Backup.AUTO, files)
                        .keep(new SourceDocument("huge", "etag:1", S3BackedUpDocuments.LARGEST + 1)))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining("more than 5 GB")
                .hasMessageContaining("s3://" + source.bucket() + "/incoming/huge")
                .hasMessageContaining("backup: none");
    }

    @Test
    void areRemovedWithTheirRun() throws IOException {
        store(Backup.AUTO, files).keep(document("one"));
        s3.putObject(
                put -> put.bucket(files.bucket()).key(files.key("manifest.jsonl")), RequestBody.fromString("stays"));

        stores.removeBackups(files);
        stores.removeBackups(files);

        assertThat(TestS3.contents(moto, files)).containsOnlyKeys("manifest.jsonl");
    }
}
