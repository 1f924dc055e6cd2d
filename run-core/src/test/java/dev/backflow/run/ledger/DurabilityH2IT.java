package dev.backflow.run.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** H2 acknowledges commits that a killed process takes with it, unless its address says {@code WRITE_DELAY=0}. */
class DurabilityH2IT {
    /** After how many commits to kill; in the middle of which ones is up to the machine. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 30, 100, 250, 600})
    void keepsEveryCommitThatAKilledProcessHadAcknowledged(int acknowledged, @TempDir Path folder) throws Exception {
        try (var process = CommittingProcess.start(TestDatabase.h2FileUrl(folder))) {
            var numbers = process.killAfter(acknowledged);

            assertThat(numbers).hasSizeGreaterThanOrEqualTo(acknowledged);
            assertThat(process.found()).containsAll(numbers);
        }
    }
}
