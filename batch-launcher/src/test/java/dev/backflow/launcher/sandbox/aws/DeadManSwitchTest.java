package dev.backflow.launcher.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ResourceNotFoundException;

class DeadManSwitchTest {
    private final List<String> asked = new ArrayList<>();
    private final List<String> wishes = new ArrayList<>();
    private final VirtualTime time = new VirtualTime();

    @Test
    void isCreatedExactlyAsItIsChanged() {
        SchedulerClient client = new ScriptedClient("scheduler", asked)
                .on("updateSchedule", request -> {
                    wishes.add(fields(request));
                    throw ResourceNotFoundException.builder()
                            .message("there is none")
                            .build();
                })
                .on("createSchedule", request -> {
                    wishes.add(fields(request));
                    return CreateScheduleResponse.builder().build();
                })
                .as(SchedulerClient.class);
        var surroundings = new Surroundings(time, time, () -> 0.5, () -> false, () -> {}, line -> {}, line -> {});
        var calls = new Calls(surroundings, new Pauses(surroundings));

        new DeadManSwitch(client, calls, Samples.base(), Samples.spec(), surroundings)
                .arm(new HardEnd(Instant.parse("2026-03-03T12:00:00Z")));

        assertThat(asked).containsExactly("scheduler:updateSchedule", "scheduler:createSchedule");
        assertThat(wishes).hasSize(2);
        assertThat(wishes.get(1)).isEqualTo(wishes.get(0)).contains("StartDate", "backflow-invoices-r7");
    }

    private static String fields(SdkRequest request) {
        String words = request.toString();
        return words.substring(words.indexOf('('));
    }
}
