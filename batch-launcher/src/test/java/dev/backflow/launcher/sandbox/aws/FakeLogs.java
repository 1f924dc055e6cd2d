package dev.backflow.launcher.sandbox.aws;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** Log streams by their names. */
final class FakeLogs {
    final Map<String, List<String>> streams = new HashMap<>();
    final List<String> asked = new ArrayList<>();

    /** The logs of workers that have written nothing. */
    static WorkerLogs none() {
        return new FakeLogs().of("/none");
    }

    WorkerLogs of(String group) {
        var client = new ScriptedClient("logs", asked).on("getLogEvents", request -> {
            var asks = (GetLogEventsRequest) request;
            List<String> lines = asks.logGroupName().equals(group) ? streams.get(asks.logStreamName()) : null;
            if (lines == null) {
                throw ResourceNotFoundException.builder()
                        .message("The specified log stream does not exist.")
                        .statusCode(400)
                        .build();
            }
            return GetLogEventsResponse.builder()
                    .events(lines.subList(Math.max(0, lines.size() - asks.limit()), lines.size()).stream()
                            .map(line -> OutputLogEvent.builder().message(line).build())
                            .toList())
                    .build();
        });
        return new WorkerLogs(client.as(CloudWatchLogsClient.class), group);
    }
}
