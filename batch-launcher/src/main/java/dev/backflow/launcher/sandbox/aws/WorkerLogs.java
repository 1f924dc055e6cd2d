package dev.backflow.launcher.sandbox.aws;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;

/** The logs of a run's workers in CloudWatch Logs, which go with the sandbox. Safe for use by several threads. */
final class WorkerLogs {
    private static final Logger log = LoggerFactory.getLogger(WorkerLogs.class);

    private final CloudWatchLogsClient client;
    private final String group;

    WorkerLogs(CloudWatchLogsClient client, String group) {
        this.client = client;
        this.group = group;
    }

    String group() {
        return group;
    }

    /** The last lines of a log, oldest first. None when it has none or cannot be read, which is no reason to fail. */
    List<String> end(String stream, int lines) {
        try {
            return client
                    .getLogEvents(request -> request.logGroupName(group)
                            .logStreamName(stream)
                            .startFromHead(false)
                            .limit(lines))
                    .events()
                    .stream()
                    .map(OutputLogEvent::message)
                    .toList();
        } catch (SdkException e) {
            log.warn("The log stream {} of {} could not be read: {}", stream, group, AwsFault.words(e));
            return List.of();
        }
    }
}
