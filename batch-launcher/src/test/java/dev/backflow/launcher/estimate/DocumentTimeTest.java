package dev.backflow.launcher.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.backflow.run.job.Cpu;
import dev.backflow.run.job.DataSize;
import dev.backflow.run.job.TaskSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentTimeTest {
    private static final TaskSize ONE_PROCESSOR = new TaskSize(new Cpu(1024), new DataSize(2048));
    private static final TaskSize A_QUARTER = new TaskSize(new Cpu(256), new DataSize(512));

    @Test
    void isThatOfOneDocumentAProcessorAndOfAllSlotsAtBest() {
        assertThat(DocumentTime.measured(50, 2000, ONE_PROCESSOR, 2).seconds()).isEqualTo(new Spread(1, 2, 3));
        assertThat(DocumentTime.measured(50, 2000, A_QUARTER, 2).seconds()).isEqualTo(new Spread(1, 8, 12));
        assertThat(DocumentTime.measured(50, 2000, ONE_PROCESSOR, 1).seconds()).isEqualTo(new Spread(2, 2, 3));
    }

    @Test
    void isAssumedBySizeWhenNothingWasMeasured() {
        DocumentTime assumed = DocumentTime.of(null, 10, 20_000_000, ONE_PROCESSOR);

        assertThat(assumed.measured()).isFalse();
        assertThat(assumed.source()).startsWith("assumed");
        assertThat(assumed.seconds().likely()).isCloseTo(2.2, within(1e-9));
        assertThat(DocumentTime.of(null, 0, 0, ONE_PROCESSOR).seconds().likely())
                .isEqualTo(0.2);
    }

    @Test
    void isThatOfTheNewestRunThatServedAnything(@TempDir Path folder) throws IOException {
        ledger(folder, 2, """
                {"run":2,"document":"a","outcome":"completed","millis":100.0}
                {"run":2,"document":"b","outcome":"completed","millis":100.0}
                """);
        ledger(folder, 9, """
                {"run":9,"document":"a","outcome":"completed","millis":1000.5}
                {"run":9,"document":"b","outcome":"exhausted","millis":3000}
                {"run":9,"document":"c","outcome":"rejected","millis":0.1}
                {"run":9,"document":"d","outcome":"not-served","millis":0}
                not a row
                """);
        ledger(folder, 10, "{\"run\":10,\"document\":\"d\",\"outcome\":\"not-served\",\"millis\":0}\n");
        Files.createDirectories(folder.resolve("runs/11"));
        Files.createDirectories(folder.resolve("runs/latest"));

        DocumentTime time = new EarlierRuns(folder).documentTime(ONE_PROCESSOR, 2);

        assertThat(time).isEqualTo(DocumentTime.measured(2, 2000.25, ONE_PROCESSOR, 2));
        assertThat(time)
                .extracting(DocumentTime::source)
                .asString()
                .contains("2000 ms")
                .contains("last 2 documents");
    }

    @Test
    void isNotKnownBeforeTheFirstRun(@TempDir Path folder) throws IOException {
        assertThat(new EarlierRuns(folder.resolve("none")).documentTime(ONE_PROCESSOR, 2))
                .isNull();
    }

    private static void ledger(Path folder, int run, String rows) throws IOException {
        Path runFolder = Files.createDirectories(folder.resolve("runs").resolve(Integer.toString(run)));
        Files.writeString(runFolder.resolve("ledger.jsonl"), rows);
    }
}
