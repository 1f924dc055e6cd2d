package dev.backflow.worker.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ChunkPaceTest {
    private final ChunkPace pace = new ChunkPace();

    @Test
    void beginsWithFewDocuments() {
        assertThat(pace.documents()).isEqualTo(ChunkPace.FIRST);
    }

    @Test
    void atMostDoublesFromOneChunkToTheNext() {
        pace.served(16, Duration.ofMillis(1));

        assertThat(pace.documents()).isEqualTo(32);
    }

    @Test
    void aimsAtTwoSecondsByWhatDocumentsTook() {
        pace.served(16, Duration.ofMillis(1_600));

        assertThat(pace.documents()).isEqualTo(20);
    }

    @Test
    void neverTakesMoreThanTheMostHoweverQuickDocumentsAre() {
        for (int i = 0; i < 10; i++) {
            pace.served(pace.documents(), Duration.ZERO);
        }

        assertThat(pace.documents()).isEqualTo(ChunkPace.MOST);
    }

    @Test
    void takesSlowDocumentsOneByOne() {
        pace.served(1, Duration.ofMinutes(3));

        assertThat(pace.documents()).isEqualTo(1);
    }

    @Test
    void growsAgainAfterASlowDocument() {
        pace.served(1, Duration.ofMinutes(3));

        pace.served(1, Duration.ofMillis(10));

        assertThat(pace.documents()).isEqualTo(2);
    }

    @Test
    void learnsNothingFromAnEmptyChunk() {
        pace.served(0, Duration.ofMinutes(1));

        assertThat(pace.documents()).isEqualTo(ChunkPace.FIRST);
    }
}
