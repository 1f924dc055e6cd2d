package dev.backflow.run.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backflow.hook.SourceChangedException;
import dev.backflow.run.file.Drained;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every store promises. A subclass says how documents get into its source. */
public abstract class DocumentStoreContract {
    /** Large enough that no buffer holds the whole. */
    private static final String LONG = "0123456789".repeat(100_000);

    protected abstract DocumentStore store();

    /** Puts a document, or replaces it by one that even a coarse clock can tell from it. */
    protected abstract void put(String key, String content) throws IOException;

    protected abstract void remove(String key) throws IOException;

    /** False when this source, here, keeps no metadata. */
    protected abstract boolean putMetadata(String key, String name, String value) throws IOException;

    /** Keys that are hard to sort, encode or print. */
    protected List<String> keys() {
        return NastyNames.keys();
    }

    /** True when the source keeps what it has listed, so that a changed document is read as it was. */
    protected boolean keepsVersions() {
        return false;
    }

    /** Metadata that the store itself makes up, and that a test is not to wonder about. */
    protected Map<String, String> ofItsOwn() {
        return Map.of();
    }

    @Test
    void listsNothingInAnEmptySource() throws IOException {
        assertThat(list()).isEmpty();
    }

    @Test
    void listsEveryDocumentOnceInTheOrderOfTheBytesOfTheFullKey() throws IOException {
        var keys = keys();
        for (String key : keys) {
            put(key, key);
        }

        assertThat(list()).extracting(SourceDocument::key).containsExactlyElementsOf(NastyNames.sorted(keys));
    }

    @Test
    void opensWhatItHasListedUnderEveryName() throws IOException {
        for (String key : keys()) {
            put(key, "content of " + key);
        }

        for (var document : list()) {
            try (var in = store().open(document)) {
                byte[] content = in.readAllBytes();
                assertThat(content).asString(UTF_8).isEqualTo("content of " + document.key());
                assertThat(document.size()).isEqualTo(content.length);
            }
        }
    }

    @Test
    void pinsAnUnchangedDocumentTwiceAlike() throws IOException {
        put("a", "same");

        assertThat(list()).isEqualTo(list());
    }

    @Test
    void pinsAChangedDocumentAnew() throws IOException {
        put("a", "before");
        var before = only();

        put("a", "after!");

        assertThat(only().version()).isNotEqualTo(before.version());
    }

    @Test
    void listsOnAfterTheEndWithoutMoreToCome() throws IOException {
        put("a", "");

        try (var listing = store().list()) {
            assertThat(listing.next()).isNotNull();
            assertThat(listing.next()).isNull();
            assertThat(listing.next()).isNull();
        }
    }

    @Test
    void opensAnEmptyDocument() throws IOException {
        put("empty", "");

        try (var in = store().open(only())) {
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @Test
    void readsByteByByteAndSkips() throws IOException {
        put("a", "abc\u00FFdef");

        try (var in = store().open(only())) {
            assertThat(in.read()).isEqualTo('a');
            in.skipNBytes(2);
            assertThat(in.read()).isEqualTo(0xC3);
            assertThat(in.readNBytes(2)).containsExactly(0xBF, 'd');
            assertThat(in.readAllBytes()).asString(UTF_8).isEqualTo("ef");
        }
    }

    @Test
    void opensADocumentAgainAndAgain() throws IOException {
        put("a", LONG);
        var document = only();

        for (int attempt = 1; attempt <= 3; attempt++) {
            try (var in = store().open(document)) {
                assertThat(in.readAllBytes()).asString(UTF_8).isEqualTo(LONG);
            }
        }
    }

    @Test
    void neverTakesAChangedDocumentForThePinnedOne() throws IOException {
        put("dir/a", "before");
        var pinned = only();

        put("dir/a", "after!");

        isReadAsPinnedOrRefused(pinned, "before");
    }

    @Test
    void neverTakesADeletedDocumentForAnEmptyOne() throws IOException {
        put("dir/a", "x");
        var pinned = only();

        remove("dir/a");

        isReadAsPinnedOrRefused(pinned, "x");
    }

    @Test
    void fetchesADocumentWithItsMetadata() throws IOException {
        put("a", "content");
        putMetadata("a", "tenant", "acme");
        var document = only();

        var fetched = store().fetch(document);

        assertThat(fetched.content()).asString(UTF_8).isEqualTo("content");
        assertThat(fetched.metadata()).isEqualTo(store().metadata(document));
    }

    @Test
    void refusesToFetchADocumentThatWasChanged() throws IOException {
        put("a", "before");
        var pinned = only();
        put("a", "after!");

        if (keepsVersions()) {
            assertThat(store().fetch(pinned).content()).asString(UTF_8).isEqualTo("before");
        } else {
            assertThatThrownBy(() -> store().fetch(pinned)).isInstanceOf(SourceChangedException.class);
        }
    }

    @Test
    void letsAReaderStopEarlyWhenNothingChanged() throws IOException {
        put("a", LONG);

        try (var in = store().open(only())) {
            assertThat(in.readNBytes(10)).hasSize(10);
        }
    }

    @Test
    void hasNoMetadataWhereNoneWasGiven() throws IOException {
        put("a", "x");

        assertThat(store().metadata(only())).isEqualTo(ofItsOwn());
    }

    @Test
    void readsMetadata() throws IOException {
        put("a", "x");
        boolean kept = putMetadata("a", "tenant", "acme \u00FC") && putMetadata("a", "empty", "");

        var metadata = store().metadata(only());

        var expected = new HashMap<>(ofItsOwn());
        if (kept) {
            expected.putAll(Map.of("tenant", "acme \u00FC", "empty", ""));
        }
        assertThat(metadata).isEqualTo(expected);
    }

    @Test
    void hasNoMetadataForADocumentThatWasDeleted() throws IOException {
        put("a", "x");
        var pinned = only();

        remove("a");

        if (keepsVersions()) {
            assertThat(store().metadata(pinned)).isEqualTo(ofItsOwn());
        } else {
            assertThatThrownBy(() -> store().metadata(pinned)).isInstanceOf(SourceChangedException.class);
        }
    }

    private void isReadAsPinnedOrRefused(SourceDocument pinned, String content) throws IOException {
        if (keepsVersions()) {
            try (var in = store().open(pinned)) {
                assertThat(in.readAllBytes()).asString(UTF_8).isEqualTo(content);
            }
        } else {
            assertThatThrownBy(() -> store().open(pinned).close())
                    .isInstanceOf(SourceChangedException.class)
                    .hasMessageContaining(pinned.key())
                    .hasMessageContaining(pinned.version());
        }
    }

    protected final SourceDocument only() throws IOException {
        var documents = list();
        assertThat(documents).hasSize(1);
        return documents.get(0);
    }

    protected final List<SourceDocument> list() throws IOException {
        return list(store());
    }

    protected static List<SourceDocument> list(DocumentStore store) throws IOException {
        return Drained.of(store.list());
    }
}
