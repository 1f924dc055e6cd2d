package dev.backflow.launcher.failpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.backflow.run.failpoint.Failpoint;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArmedPointTest {
    private final FailpointRecord record;

    ArmedPointTest(@TempDir Path folder) {
        this.record = new FailpointRecord(folder);
    }

    @Test
    void readsPointFaultAndHit() {
        assertThat(ArmedPoint.list(
                        "settle.before=halt@3;worker/segment.mid=throw:IOException;worker.beat=halt@2>hook.before@9"))
                .containsExactly(
                        new ArmedPoint(
                                "settle.before=halt@3", "", Failpoint.SETTLE_BEFORE, new Fault("halt", ""), 3, null),
                        new ArmedPoint(
                                "worker/segment.mid=throw:IOException",
                                "worker",
                                Failpoint.SEGMENT_MID,
                                new Fault("throw", "IOException"),
                                1,
                                null),
                        new ArmedPoint(
                                "worker.beat=halt@2>hook.before@9",
                                "",
                                Failpoint.WORKER_BEAT,
                                new Fault("halt", ""),
                                2,
                                new ArmedPoint.PointHit(Failpoint.HOOK_BEFORE, 9)));
    }

    @Test
    void refusesAPointOrAFaultThatThereIsNot() {
        assertThatIllegalArgumentException().isThrownBy(() -> record.options("settle.never=halt"));
        assertThatIllegalArgumentException().isThrownBy(() -> record.options("settle.before=explode"));
        assertThatIllegalArgumentException().isThrownBy(() -> record.options("settle.before"));
        assertThatIllegalArgumentException().isThrownBy(() -> record.options("settle.before=halt>settle.never"));
    }

    @Test
    void firesAtTheHitAndInTheProcessThatWereArmed() throws IOException {
        String armed = "worker/settle.before=throw:IOException@2";
        var launcher = new ArmedFailpoints(ArmedPoint.list(armed), record.folder(), "launcher");
        var worker = new ArmedFailpoints(ArmedPoint.list(armed), record.folder(), "worker");

        launcher.hit(Failpoint.SETTLE_BEFORE);
        launcher.hit(Failpoint.SETTLE_BEFORE);
        worker.hit(Failpoint.SETTLE_BEFORE);
        worker.hit(Failpoint.SETTLE_AFTER);
        assertThat(record.hasFired(armed)).isFalse();

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> worker.hit(Failpoint.SETTLE_BEFORE));
        assertThat(record.hasFired(armed)).isTrue();
        assertThat(record.reached()).containsExactly(Failpoint.SETTLE_BEFORE, Failpoint.SETTLE_AFTER);
        assertThat(record.hits()).startsWith("launcher/settle.before@1").endsWith("worker/settle.before@2");
    }

    @Test
    void countsHitsFromThePointOnThatHasToComeBefore() throws IOException {
        String armed = "worker.beat=throw:IOException@2>hook.before@3";
        var process = new ArmedFailpoints(ArmedPoint.list(armed), record.folder(), "worker");

        for (int hit = 1; hit <= 3; hit++) {
            process.hit(Failpoint.WORKER_BEAT);
            process.hit(Failpoint.WORKER_BEAT);
            process.hit(Failpoint.HOOK_BEFORE);
        }
        process.hit(Failpoint.WORKER_BEAT);
        assertThat(record.hasFired(armed)).isFalse();

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> process.hit(Failpoint.WORKER_BEAT));
    }

    @Test
    void firesOnceInAllProcesses() throws IOException {
        String armed = "settle.before=throw:IllegalStateException";
        var first = new ArmedFailpoints(ArmedPoint.list(armed), record.folder(), "worker");
        var second = new ArmedFailpoints(ArmedPoint.list(armed), record.folder(), "worker");

        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> first.hit(Failpoint.SETTLE_BEFORE));
        second.hit(Failpoint.SETTLE_BEFORE);

        assertThat(record.hits()).hasSize(2);
    }
}
