package dev.backflow.worker.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backflow.hook.SourceChangedException;
import dev.backflow.run.document.DocumentListing;
import dev.backflow.run.document.DocumentStore;
import dev.backflow.run.document.SourceDocument;
import dev.backflow.run.document.UnreadableSourceException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StoredDocumentTest {
    private static final SourceDocument PINNED = new SourceDocument("a/b.txt", "v9", 3);
    private final UnreadableSourceException gone = new UnreadableSourceException(
            UnreadableSourceException.Kind.NOT_READABLE, "The source is gone", "/mnt", "Mount it.", null);

    /** A store in which everything that is asked for fails alike, or nothing does. */
    private record Store(
            @Nullable Exception atOpen, @Nullable RuntimeException atRead) implements DocumentStore {
        @Override
        public DocumentListing list() {
            throw new UnsupportedOperationException();
        }

        @Override
        public InputStream open(SourceDocument pinned) throws IOException {
            fail();
            return new ByteArrayInputStream(new byte[] {1, 2, 3}) {
                @Override
                public synchronized int read(byte[] buffer, int offset, int length) {
                    if (atRead != null) {
                        throw atRead;
                    }
                    return super.read(buffer, offset, length);
                }
            };
        }

        @Override
        public Map<String, String> metadata(SourceDocument pinned) throws IOException {
            fail();
            return Map.of("author", "me");
        }

        private void fail() throws IOException {
            if (atOpen instanceof IOException e) {
                throw e;
            }
            if (atOpen instanceof RuntimeException e) {
                throw e;
            }
        }
    }

    private static StoredDocument document(@Nullable Exception atOpen) {
        return new StoredDocument(new Store(atOpen, null), PINNED);
    }

    @Test
    void showsWhatWasPinned() {
        var document = document(null);

        assertThat(document.name()).isEqualTo("a/b.txt");
        assertThat(document.version()).isEqualTo("v9");
        assertThat(document.size()).isEqualTo(3);
        assertThat(document.metadata()).containsEntry("author", "me");
    }

    @Test
    void knowsTheHashOnceItWasReadToTheEnd() throws IOException {
        var document = document(null);
        assertThat(document.sha256()).isNull();

        try (var in = document.open()) {
            in.readAllBytes();
        }

        assertThat(document.sha256()).hasSize(64);
        assertThat(document.fault()).isNull();
    }

    @Test
    void remembersThatTheSourceIsOutOfReachWhateverTheHookMakesOfIt() {
        var document = document(gone);

        assertThatThrownBy(document::open).isSameAs(gone);

        assertThat(document.fault()).isSameAs(gone);
    }

    @Test
    void remembersThatTheSourceWentAwayWhileItWasRead() throws IOException {
        var document = new StoredDocument(new Store(null, gone), PINNED);

        try (var in = document.open()) {
            assertThatThrownBy(in::readAllBytes).isSameAs(gone);
        }

        assertThat(document.fault()).isSameAs(gone);
    }

    @Test
    void remembersThatTheSourceIsOutOfReachWhenAskedForMetadata() {
        var document = document(gone);

        assertThatThrownBy(document::metadata).isSameAs(gone);

        assertThat(document.fault()).isSameAs(gone);
    }

    @Test
    void leavesFaultsOfTheDocumentItselfToTheHooksAttempts() {
        var document = document(new SourceChangedException("a/b.txt has changed"));

        assertThatExceptionOfType(SourceChangedException.class).isThrownBy(document::open);
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(document::metadata);

        assertThat(document.fault()).isNull();
    }
}
