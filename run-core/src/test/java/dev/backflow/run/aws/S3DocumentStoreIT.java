package dev.backflow.run.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backflow.run.document.DocumentStore;
import dev.backflow.run.document.DocumentStoreContract;
import dev.backflow.run.document.SourceDocument;
import dev.backflow.run.document.UnreadableSourceException;
import dev.backflow.run.emulator.Moto;
import dev.backflow.run.file.Drained;
import dev.backflow.run.job.S3Location;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class S3DocumentStoreIT extends DocumentStoreContract {
    private final Moto moto = Moto.shared();
    private final S3Client s3 = moto.s3();
    final S3Location source = new S3Location(moto.newBucket(), "incoming/\u00FC/");

    @AfterEach
    void close() {
        s3.close();
    }

    @Override
    protected DocumentStore store() {
        return new S3DocumentStore(TestS3.calls(moto.endpoint()), source);
    }

    @Override
    protected void put(String key, String content) {
        put(source.key(key), content.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    final void put(String key, byte[] content, Map<String, String> metadata) {
        s3.putObject(put -> put.bucket(source.bucket()).key(key).metadata(metadata), RequestBody.fromBytes(content));
    }

    @Override
    protected void remove(String key) {
        s3.deleteObject(delete -> delete.bucket(source.bucket()).key(source.key(key)));
    }

    @Override
    protected boolean putMetadata(String key, String name, String value) {
        var object = s3.getObjectAsBytes(get -> get.bucket(source.bucket()).key(source.key(key)));
        var metadata = new HashMap<>(object.response().metadata());
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        // As S3 gives back what is not ASCII.
        metadata.put(
                name,
                bytes.length == value.length()
                        ? value
                        : "=?UTF-8?B?" + Base64.getEncoder().encodeToString(bytes) + "?=");
        put(source.key(key), object.asByteArray(), metadata);
        return true;
    }

    /** All but one: moto has no route for a line feed. */
    @Override
    protected List<String> keys() {
        return super.keys().stream().filter(key -> !key.contains("\n")).toList();
    }

    @Override
    protected Map<String, String> ofItsOwn() {
        return Map.of("content-type", "application/octet-stream");
    }

    @Test
    void listsWhatIsBelowThePrefixOnlyAndCountsFolderMarks() throws IOException {
        put("a", "1");
        put("folder/", "");
        put("folder/b", "2");
        put("not empty/", "3");
        put("incoming/beside", new byte[1], Map.of());
        put("incoming/\u00FC", new byte[1], Map.of());
        put(source.prefix(), new byte[0], Map.of());

        try (var listing = store().list()) {
            assertThat(listing.next()).extracting(SourceDocument::key).isEqualTo("a");
            assertThat(listing.next()).extracting(SourceDocument::key).isEqualTo("folder/b");
            assertThat(listing.next()).extracting(SourceDocument::key).isEqualTo("not empty/");
            assertThat(listing.next()).isNull();
            assertThat(listing.skippedFolderMarks()).isEqualTo(2);
        }
    }

    @Test
    void listsMoreThanAPage() throws IOException {
        for (int i = 0; i < 7; i++) {
            put("" + i, "");
        }

        try (var listing = new S3DocumentStore(TestS3.calls(moto.endpoint()), source, 3).list()) {
            assertThat(Drained.of(listing))
                    .extracting(SourceDocument::key)
                    .containsExactly("0", "1", "2", "3", "4", "5", "6");
        }
    }

    @Test
    void refusesAnObjectWithoutAName() {
        put(source.prefix(), new byte[1], Map.of());

        assertThatThrownBy(this::list)
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining("s3://" + source.bucket() + "/" + source.prefix());
    }

    @Test
    void streamsAnObjectThatDoesNotFitIntoMemoryAndStopsEarly() throws IOException {
        byte[] content = new byte[(int) S3DocumentStore.SMALL + 100_000];
        new Random(1).nextBytes(content);
        put(source.key("large"), content, Map.of());
        var document = only();

        try (var in = store().open(document)) {
            assertThat(in).isInstanceOf(PinnedContent.class);
            assertThat(in.readAllBytes()).isEqualTo(content);
            assertThat(in.read()).isEqualTo(-1);
        }
        try (var in = store().open(document)) {
            assertThat(in.readNBytes(3)).containsExactly(content[0], content[1], content[2]);
        }
    }

    @Test
    void tellsThatThereIsNoSuchBucket() {
        var gone = new S3DocumentStore(TestS3.calls(moto.endpoint()), new S3Location("no-such-bucket", ""));
        var document = new SourceDocument("a", "etag:abc", 1);

        for (var attempt :
                new ThrowingCallable[] {() -> list(gone), () -> gone.open(document), () -> gone.metadata(document)}) {
            assertThatThrownBy(attempt)
                    .isInstanceOfSatisfying(
                            UnreadableSourceException.class,
                            e -> assertThat(e.kind()).isEqualTo(UnreadableSourceException.Kind.NOT_READABLE))
                    .hasMessageStartingWith("There is no such bucket (s3://no-such-bucket/");
        }
    }
}
