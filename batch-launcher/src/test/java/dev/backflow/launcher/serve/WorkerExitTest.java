package dev.backflow.launcher.serve;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerExitTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 69, 130, 143})
    void isNoDeathWhenTheWorkerLeftOrWasToldTo(int exitCode) {
        assertThat(left(exitCode).isDeath()).isFalse();
    }

    @Test
    void isNoLeaveWhenTheWorkerLostItsDatabase() {
        assertThat(left(143).isLeave()).isTrue();
        assertThat(left(69).isLeave()).isFalse();
        assertThat(silent(69).isLeave()).isFalse();
        assertThat(silent(69).isDeath()).isFalse();
        assertThat(silent(143).isDeath()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 70, 71, 72, 134, 137, 139})
    void isADeathOtherwise(int exitCode) {
        assertThat(left(exitCode).isDeath()).isTrue();
        assertThat(silent(exitCode).isDeath()).isTrue();
        assertThat(cutOff(exitCode).isDeath()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 'exit code 0, but it had not left the run'",
        "69, exit code 69",
        "130, 'exit code 130, but it had not left the run'",
        "143, 'exit code 143, but it had not left the run'"
    })
    void isADeathWhenTheHookChoseTheExitCodeOfAGoodEnd(int exitCode, String words) {
        assertThat(cutOff(exitCode).isDeath()).isTrue();
        assertThat(cutOff(exitCode).isLeave()).isFalse();
        assertThat(cutOff(exitCode).words()).isEqualTo(words);
    }

    @Test
    void isADeathWhenNobodyKnowsTheExitCode() {
        assertThat(cutOff(null).isDeath()).isTrue();
        assertThat(cutOff(null).words()).isEqualTo("its exit code is not known");
    }

    @ParameterizedTest
    @CsvSource({
        "1, exit code 1",
        "3, exit code 3: out of memory",
        "69, exit code 69: it could not reach the job repository",
        "71, exit code 71: a step could not be stopped",
        "72, exit code 72: the hook called System.exit",
        "128, exit code 128",
        "137, signal 9"
    })
    void saysInWordsWhatHappened(int exitCode, String words) {
        assertThat(silent(exitCode).words()).isEqualTo(words);
    }

    @Test
    void saysWhyAWorkerNeverRanInTheWordsOfThePlatform() {
        var exit = new WorkerExit(null, WorkerExit.Trace.LEFT, "the image x could not be pulled", false);

        assertThat(exit.words()).isEqualTo("the image x could not be pulled");
    }

    @Test
    void isNoDeathWhenThePlatformTookTheMachineAway() {
        var exit = new WorkerExit(137, WorkerExit.Trace.CUT_OFF, "Your Spot Task was interrupted.", true);

        assertThat(exit.isDeath()).isFalse();
        assertThat(exit.isLeave()).isFalse();
        assertThat(exit.words()).isEqualTo("signal 9: Your Spot Task was interrupted.");
    }

    private static WorkerExit left(@Nullable Integer exitCode) {
        return new WorkerExit(exitCode, WorkerExit.Trace.LEFT);
    }

    private static WorkerExit silent(@Nullable Integer exitCode) {
        return new WorkerExit(exitCode, WorkerExit.Trace.SILENT);
    }

    private static WorkerExit cutOff(@Nullable Integer exitCode) {
        return new WorkerExit(exitCode, WorkerExit.Trace.CUT_OFF);
    }
}
