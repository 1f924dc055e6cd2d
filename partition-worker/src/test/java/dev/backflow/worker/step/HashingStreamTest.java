package dev.backflow.worker.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HashingStreamTest {
    private static final byte[] ABC = "abc".getBytes(StandardCharsets.US_ASCII);

    /** FIPS 180-2, appendix B.1. */
    private static final String SHA_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private static final String SHA_OF_NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private final List<String> hashes = new ArrayList<>();

    private HashingStream stream(byte[] content, long size) {
        return new HashingStream(new ByteArrayInputStream(content), size, hashes::add);
    }

    @Test
    void tellsTheHashOnceAtTheEnd() throws IOException {
        var stream = stream(ABC, 99);

        assertThat(stream.readAllBytes()).isEqualTo(ABC);
        assertThat(stream.read()).isEqualTo(-1);

        assertThat(hashes).containsExactly(SHA_OF_ABC);
    }

    @Test
    void tellsTheHashToAReaderThatStopsAtTheSize() throws IOException {
        var stream = stream(ABC, 3);

        stream.readNBytes(3);

        assertThat(hashes).containsExactly(SHA_OF_ABC);
    }

    @Test
    void hashesSingleBytes() throws IOException {
        var stream = stream(ABC, 3);

        assertThat(List.of(stream.read(), stream.read(), stream.read(), stream.read()))
                .containsExactly((int) 'a', (int) 'b', (int) 'c', -1);

        assertThat(hashes).containsExactly(SHA_OF_ABC);
    }

    @Test
    void hashesWhatIsSkipped() throws IOException {
        var stream = stream(ABC, 3);

        assertThat(stream.skip(2)).isEqualTo(2);
        assertThat(stream.skip(9)).isEqualTo(1);

        assertThat(hashes).containsExactly(SHA_OF_ABC);
    }

    @Test
    void tellsNothingOfAContentThatIsReadInPart() throws IOException {
        try (var stream = stream(ABC, 3)) {
            stream.readNBytes(2);
        }

        assertThat(hashes).isEmpty();
    }

    @Test
    void hashesAnEmptyContent() throws IOException {
        assertThat(stream(new byte[0], 0).read(new byte[8])).isEqualTo(-1);

        assertThat(hashes).containsExactly(SHA_OF_NOTHING);
    }

    @Test
    void cannotGoBack() {
        var stream = stream(ABC, 3);
        stream.mark(10);

        assertThat(stream.markSupported()).isFalse();
        assertThatIOException().isThrownBy(stream::reset).withMessageContaining("open it again");
    }
}
