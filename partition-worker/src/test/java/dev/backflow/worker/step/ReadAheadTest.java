package dev.backflow.worker.step;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.backflow.run.document.DocumentListing;
import dev.backflow.run.document.DocumentStore;
import dev.backflow.run.document.FetchedDocument;
import dev.backflow.run.document.SourceDocument;
import dev.backflow.run.manifest.ManifestEntry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadAheadTest {
    private static final long ALL = Long.MAX_VALUE;

    private final FarStore store = new FarStore();

    @Test
    void handsOutEveryDocumentInOrderWithItsContent() throws Exception {
        var entries = entries(100, 10);

        try (var ahead = ahead(entries, ALL)) {
            for (ManifestEntry entry : entries) {
                assertThat(ahead.next()).isEqualTo(entry);
                try (var in = ahead.open(entry.document())) {
                    assertThat(in.readAllBytes())
                            .asString()
                            .isEqualTo(entry.document().key());
                }
                assertThat(ahead.metadata(entry.document()))
                        .isEqualTo(Map.of("of", entry.document().key()));
            }
            assertThat(ahead.next()).isNull();
        }
        assertThat(store.fetched).hasSize(100);
        assertThat(store.opened).isEmpty();
    }

    /** Each waits until all are under way: were they read one after the other, this would never end. */
    @Test
    void readsManyAtATimeWhileTheFirstIsServed() throws Exception {
        var allUnderWay = new CountDownLatch(ReadAhead.MOST_DOCUMENTS);
        store.meeting = allUnderWay;

        try (var ahead = ahead(entries(ReadAhead.MOST_DOCUMENTS, 10), ALL)) {
            var first = Objects.requireNonNull(ahead.next());

            ahead.open(first.document()).close();

            assertThat(allUnderWay.getCount()).isZero();
        }
    }

    @Test
    void goesNoFurtherThanTheGrant() throws Exception {
        try (var ahead = ahead(entries(100, 10), 3)) {
            for (int i = 0; i < 3; i++) {
                ahead.open(Objects.requireNonNull(ahead.next()).document()).close();
            }
            assertThat(store.fetched).containsExactlyInAnyOrder("0", "1", "2");

            ahead.until(4);
            ahead.open(Objects.requireNonNull(ahead.next()).document()).close();
            assertThat(store.fetched).containsExactlyInAnyOrder("0", "1", "2", "3");
        }
    }

    @Test
    void holdsNoMoreThanSomeBytes() throws Exception {
        try (var ahead = ahead(entries(10, ReadAhead.LARGEST), ALL)) {
            var first = Objects.requireNonNull(ahead.next());
            ahead.open(first.document()).close();
            var second = Objects.requireNonNull(ahead.next());
            ahead.open(second.document()).close();

            assertThat(store.fetched).contains("0", "1").hasSizeLessThanOrEqualTo(3);
        }
    }

    @Test
    void leavesLargeDocumentsToBeStreamed() throws Exception {
        try (var ahead = ahead(entries(1, ReadAhead.LARGEST + 1), ALL)) {
            ahead.open(Objects.requireNonNull(ahead.next()).document()).close();
        }

        assertThat(store.fetched).isEmpty();
        assertThat(store.opened).containsExactly("0");
    }

    @Test
    void tellsAFaultWhenTheDocumentIsOpenedAndReadsAnewAfterIt() throws Exception {
        store.failing = Set.of("1");

        try (var ahead = ahead(entries(3, 10), ALL)) {
            ahead.open(Objects.requireNonNull(ahead.next()).document()).close();
            var second = Objects.requireNonNull(ahead.next()).document();

            assertThatIOException().isThrownBy(() -> ahead.open(second)).withMessage("made up");
            ahead.open(second).close();

            assertThat(store.opened).containsExactly("1");
        }
    }

    @Test
    void usesANearStoreAsItIs() throws Exception {
        store.far = false;

        try (var ahead = ahead(entries(2, 10), ALL)) {
            ahead.open(Objects.requireNonNull(ahead.next()).document()).close();
        }

        assertThat(store.fetched).isEmpty();
        assertThat(store.opened).containsExactly("0");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void handsOutNothingBeforeItIsKept(boolean far) throws Exception {
        store.far = far;

        try (var ahead = ahead(entries(40, 10), 20)) {
            for (int i = 0; i < 40; i++) {
                var entry = Objects.requireNonNull(ahead.next());
                assertThat(store.kept).contains(entry.document().key());
            }
        }
        assertThat(store.kept).hasSize(40);
    }

    @ParameterizedTest
    @ValueSource(longs = {10, ReadAhead.LARGEST + 1})
    void handsOutNothingThatCannotBeKept(long size) throws Exception {
        store.unkeepable = Set.of("1");

        for (boolean far : List.of(true, false)) {
            store.far = far;
            try (var ahead = ahead(entries(3, size), ALL)) {
                assertThat(ahead.next()).isNotNull();

                assertThatIOException().isThrownBy(ahead::next).withMessage("not kept");
            }
        }
        assertThat(store.fetched).doesNotContain("1");
    }

    private ReadAhead ahead(List<ManifestEntry> entries, long until) {
        var left = entries.iterator();
        var ahead = new ReadAhead(() -> left.hasNext() ? left.next() : null, store);
        ahead.until(until);
        return ahead;
    }

    private static List<ManifestEntry> entries(int count, long size) {
        return LongStream.range(0, count)
                .mapToObj(i -> new ManifestEntry(i, new SourceDocument(Long.toString(i), "v", size)))
                .toList();
    }

    private static final class FarStore implements DocumentStore {
        final Set<String> fetched = ConcurrentHashMap.newKeySet();
        final List<String> opened = new ArrayList<>();
        final Set<String> kept = ConcurrentHashMap.newKeySet();
        Set<String> failing = Set.of();
        Set<String> unkeepable = Set.of();
        CountDownLatch meeting = new CountDownLatch(0);
        boolean far = true;

        @Override
        public DocumentListing list() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void keep(SourceDocument pinned) throws IOException {
            if (unkeepable.contains(pinned.key())) {
                throw new IOException("not kept");
            }
            kept.add(pinned.key());
        }

        @Override
        public InputStream open(SourceDocument pinned) {
            opened.add(pinned.key());
            return new ByteArrayInputStream(pinned.key().getBytes(UTF_8));
        }

        @Override
        public FetchedDocument fetch(SourceDocument pinned) throws IOException {
            fetched.add(pinned.key());
            meeting.countDown();
            try {
                meeting.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            if (failing.contains(pinned.key())) {
                throw new IOException("made up");
            }
            return new FetchedDocument(pinned.key().getBytes(UTF_8), Map.of("of", pinned.key()));
        }

        @Override
        public Map<String, String> metadata(SourceDocument pinned) {
            return Map.of();
        }

        @Override
        public boolean isFar() {
            return far;
        }
    }
}
