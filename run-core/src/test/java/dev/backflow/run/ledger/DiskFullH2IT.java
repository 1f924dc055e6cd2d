package dev.backflow.run.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The embedded database when its disk is full: nothing is acknowledged that is not there afterwards. */
class DiskFullH2IT {
    private static final int DOCUMENTS = 400;

    @BeforeEach
    void register() {
        SmallDisk.register();
    }

    @AfterEach
    void giveRoom() {
        SmallDisk.room(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 30_000, 200_000})
    void keepsWhatItHasAcknowledgedAndGoesOnWhenThereIsRoomAgain(long room, @TempDir Path folder) {
        String url = "jdbc:h2:small:" + folder.toAbsolutePath().resolve("repository") + ";WRITE_DELAY=0";
        var full = TestDatabase.h2(url);
        var before = new TestLedger(full);
        Run run = before.serving(DOCUMENTS, 1, DOCUMENTS);
        var server = new Server(before, before.leases.grant(before.enterAndClaim(run, "w1"), TestLedger.TEN));

        SmallDisk.room(room);
        Exception fault = catchException(server::settleAll);

        assertThat(fault).isInstanceOf(RuntimeException.class);
        assertThat(PassingFault.is(fault)).as("worth waiting for: " + fault).isFalse();
        long acknowledged = server.lease.nextOrdinal();
        full.closeConnections();
        SmallDisk.room(Long.MAX_VALUE);

        try (var database = TestDatabase.h2(url)) {
            var ledger = new TestLedger(database);
            long kept = ledger.chunks.totals(run.id()).documents();
            assertThat(kept).isBetween(acknowledged, acknowledged + 1);
            assertThat(ledger.meter(run).used()).isEqualTo(kept);

            Run resumed = ledger.runs.takeOver(run, "again");
            ledger.runs.enter(resumed, Phase.SERVE);
            new Server(ledger, ledger.leases.grant(ledger.enterAndClaim(resumed, "w2"), TestLedger.TEN)).settleAll();

            assertThat(ledger.meter(run)).isEqualTo(new Meter(DOCUMENTS, DOCUMENTS, 0));
            assertThat(ledger.chunks.totals(run.id()).documents()).isEqualTo(DOCUMENTS);
        }
    }

    @Test
    void isFullOnlyWhenToldSo(@TempDir Path folder) {
        String url = "jdbc:h2:small:" + folder.toAbsolutePath().resolve("repository");
        try (var database = TestDatabase.h2(url)) {
            assertThat(new TestLedger(database).serving(1, 1, 1).phase()).isEqualTo(Phase.SERVE);
        }
    }

    /** Settles document after document, and remembers what was acknowledged. */
    private static final class Server {
        private final TestLedger ledger;
        private Lease lease;

        Server(TestLedger ledger, Lease lease) {
            this.ledger = ledger;
            this.lease = lease;
        }

        void settleAll() {
            while (!lease.isFinished()) {
                lease = ledger.settle(lease, 1, 0, 0);
            }
        }
    }
}
