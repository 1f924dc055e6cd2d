package dev.backflow.worker.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** By stack traces as the JVM gives them, innermost frame first; the real thing is tried end to end. */
class HookExitTest {
    @Test
    void knowsTheThreadThatCalledExitAndRunsTheShutdownHooks() {
        assertThat(begun(
                        "java.lang.Object.wait",
                        "java.lang.ApplicationShutdownHooks.runHooks",
                        "java.lang.Shutdown.exit",
                        "java.lang.Runtime.exit",
                        "java.lang.System.exit",
                        "acme.Hook.read"))
                .isTrue();
    }

    @Test
    void knowsASignalWhichCallsNoExit() {
        assertThat(begun(
                        "java.lang.Object.wait",
                        "java.lang.ApplicationShutdownHooks.runHooks",
                        "java.lang.Shutdown.exit",
                        "java.lang.Terminator$1.handle"))
                .isFalse();
    }

    @Test
    void doesNotMindACallThatCameAfterTheSignal() {
        assertThat(begun(
                        "java.lang.Shutdown.exit", "java.lang.Runtime.exit", "java.lang.System.exit", "acme.Hook.read"))
                .isFalse();
    }

    @Test
    void seesNoShutdownWhileThereIsNone() {
        assertThat(HookExit.hasBegunTheShutdown()).isFalse();
    }

    private static boolean begun(String... frames) {
        StackTraceElement[] trace = Arrays.stream(frames)
                .map(frame -> new StackTraceElement(
                        frame.substring(0, frame.lastIndexOf('.')),
                        frame.substring(frame.lastIndexOf('.') + 1),
                        null,
                        -1))
                .toArray(StackTraceElement[]::new);
        return HookExit.hasBegunTheShutdown(Map.of(Thread.currentThread(), trace));
    }
}
