package dev.backflow.launcher.sandbox.aws;

import java.time.Instant;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.ConflictException;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.DeleteScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.DeleteScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.GetScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ListSchedulesRequest;
import software.amazon.awssdk.services.scheduler.model.ListSchedulesResponse;
import software.amazon.awssdk.services.scheduler.model.ResourceNotFoundException;
import software.amazon.awssdk.services.scheduler.model.ScheduleSummary;
import software.amazon.awssdk.services.scheduler.model.Target;
import software.amazon.awssdk.services.scheduler.model.UpdateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.UpdateScheduleResponse;
import tools.jackson.databind.json.JsonMapper;

/** The schedules of a {@link FakeCloud}, which fire. */
final class FakeScheduler implements SchedulerClient {
    private final FakeCloud cloud;

    FakeScheduler(FakeCloud cloud) {
        this.cloud = cloud;
    }

    @Override
    public CreateScheduleResponse createSchedule(CreateScheduleRequest request) {
        return cloud.changes("scheduler:CreateSchedule", () -> {
            if (cloud.schedules.containsKey(request.name())) {
                throw ConflictException.builder()
                        .message("Schedule %s already exists".formatted(request.name()))
                        .statusCode(409)
                        .build();
            }
            boolean late = cloud.has(FakeCloud.Sabotage.SWITCH_ARMED_LATE) && cloud.stack(request.name()) == null;
            if (!late) {
                cloud.set(request.name(), schedule(request.startDate(), request.endDate(), request.target()));
            }
            return CreateScheduleResponse.builder().build();
        });
    }

    private FakeCloud.Schedule schedule(Instant start, Instant end, Target target) {
        if (start.isBefore(cloud.time.instant().minusSeconds(300))) {
            throw CloudFaults.service("scheduler:CreateSchedule", "ValidationException", "StartDate is too old", 400);
        }
        return new FakeCloud.Schedule(
                cloud.calls.size(),
                start,
                end,
                JsonMapper.shared().readTree(target.input()).get("StackName").asString());
    }

    @Override
    public UpdateScheduleResponse updateSchedule(UpdateScheduleRequest request) {
        return cloud.changes("scheduler:UpdateSchedule", () -> {
            requireThere(request.name());
            cloud.set(request.name(), schedule(request.startDate(), request.endDate(), request.target()));
            return UpdateScheduleResponse.builder().build();
        });
    }

    @Override
    public GetScheduleResponse getSchedule(GetScheduleRequest request) {
        return cloud.asks("scheduler:GetSchedule", () -> {
            requireThere(request.name());
            return GetScheduleResponse.builder().name(request.name()).build();
        });
    }

    @Override
    public ListSchedulesResponse listSchedules(ListSchedulesRequest request) {
        return cloud.asks(
                "scheduler:ListSchedules",
                () -> ListSchedulesResponse.builder()
                        .schedules(cloud.schedules.keySet().stream()
                                .map(name ->
                                        ScheduleSummary.builder().name(name).build())
                                .toList())
                        .build());
    }

    @Override
    public DeleteScheduleResponse deleteSchedule(DeleteScheduleRequest request) {
        return cloud.changes("scheduler:DeleteSchedule", () -> {
            requireThere(request.name());
            FakeStack stack = cloud.stack(request.name());
            if (stack != null && Samples.spec().owns(stack.tags)) {
                cloud.violations.add("the dead-man's switch was removed before its stack");
            }
            cloud.schedules.remove(request.name());
            return DeleteScheduleResponse.builder().build();
        });
    }

    private void requireThere(String name) {
        if (!cloud.schedules.containsKey(name)) {
            throw ResourceNotFoundException.builder()
                    .message("Schedule %s does not exist.".formatted(name))
                    .statusCode(404)
                    .build();
        }
    }

    @Override
    public String serviceName() {
        return "scheduler";
    }

    @Override
    public void close() {}
}
