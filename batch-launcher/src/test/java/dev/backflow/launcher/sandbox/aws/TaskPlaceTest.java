package dev.backflow.launcher.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskPlaceTest {
    private static final SandboxOutputs SANDBOX =
            new SandboxOutputs("cluster", "definition:1", List.of("a", "b"), "sg", "bucket", "/log");

    /** Source: ECS API reference, RunTask, startedBy. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "invoices",
                "invoices.2026.eu",
                "Invoices_2026-1.",
                "abcdefghijklmnopqrstuvwxyz.abcdefghijklmnopqrstuvwxyz.ABCDEFGHIJ"
            })
    void callsTheStarterOfTasksWhatEcsTakesForAnyNameOfAJob(String job) {
        TaskPlace place = TaskPlace.in(SANDBOX, job, 2_000_000_000, 3, 20);

        assertThat(place.startedBy()).matches("[A-Za-z0-9_/-]{1,128}").endsWith("-2000000000");
        assertThat(TaskPlace.in(SANDBOX, job, 2_000_000_000, 4, 20).startedBy())
                .as("the same for all launchers of the run")
                .isEqualTo(place.startedBy());
    }
}
