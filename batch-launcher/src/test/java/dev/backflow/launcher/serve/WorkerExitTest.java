package dev.backflow.launcher.serve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerExitTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 69, 130, 143})
    void isNoDeathWhenTheWorkerLeftOrWasToldTo(int exitCode) {
        assertThat(WorkerExit.of(exitCode).isDeath()).isFalse();
    }

    @Test
    void isNoLeaveWhenTheWorkerLostItsDatabase() {
        assertThat(WorkerExit.of(143).isLeave()).isTrue();
        assertThat(WorkerExit.of(69).isLeave()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 70, 71, 134, 137, 139})
    void isADeathOtherwise(int exitCode) {
        assertThat(WorkerExit.of(exitCode).isDeath()).isTrue();
    }

    @Test
    void isADeathWhenNobodyKnowsTheExitCode() {
        assertThat(WorkerExit.of(null).isDeath()).isTrue();
        assertThat(WorkerExit.of(null).words()).isEqualTo("its exit code is not known");
    }

    @ParameterizedTest
    @CsvSource({
        "1, exit code 1",
        "3, exit code 3: out of memory",
        "71, exit code 71: a step could not be stopped",
        "128, exit code 128",
        "137, signal 9"
    })
    void saysInWordsWhatHappened(int exitCode, String words) {
        assertThat(WorkerExit.of(exitCode).words()).isEqualTo(words);
    }
}
