package dev.backflow.worker;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.PropertySource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a worker in an ECS task is called, as two properties. One call of ECS starts several tasks that are all alike, so
 * each asks the agent on its machine which one it is; once, and only when somebody wants to know.
 */
final class EcsTaskNames extends PropertySource<URI> {
    /** Where a container asks (source: Amazon ECS task metadata endpoint, version 4). */
    static final String VARIABLE = "ECS_CONTAINER_METADATA_URI_V4";

    static final String ID = "backflow.ecs.task-id";

    /** The beginning of the id, as the launcher has it in the worker's name. */
    static final String NAME = "backflow.ecs.task-name";

    static final int NAME_LENGTH = 12;

    private static final Duration AT_MOST = Duration.ofSeconds(10);

    private @Nullable String id;

    /** @param agent the value of the variable */
    EcsTaskNames(String agent) {
        super("ecs task", URI.create(agent));
    }

    @Override
    public synchronized @Nullable Object getProperty(String name) {
        if (!name.equals(ID) && !name.equals(NAME)) {
            return null;
        }
        String known = id;
        if (known == null) {
            known = ask();
            id = known;
        }
        return name.equals(ID) ? known : known.substring(0, Math.min(NAME_LENGTH, known.length()));
    }

    private String ask() {
        URI address = URI.create(getSource() + "/task");
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(AT_MOST)
                .build();
        try {
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(address).timeout(AT_MOST).build(), HttpResponse.BodyHandlers.ofString());
            String arn = JsonMapper.shared()
                    .readTree(response.body())
                    .path("TaskARN")
                    .asString("");
            String found = arn.substring(arn.lastIndexOf('/') + 1);
            if (found.isBlank()) {
                throw new WorkerStartException("The ECS agent at %s does not say which task this is: it answered %d."
                        .formatted(address, response.statusCode()));
            }
            return found;
        } catch (IOException | JacksonException e) {
            throw new WorkerStartException(
                    "The ECS agent at %s cannot be asked which task this is: %s.".formatted(address, e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WorkerStartException("Interrupted while the ECS agent was asked which task this is.", e);
        }
    }
}
