package dev.backflow.launcher.sandbox.aws;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;

/** What {@link FakeEcs} has room for: by subnet, with {@code spot } before its name for spare capacity. None at first. */
final class FakeRoom {
    /** Source: ECS developer guide, service event messages. */
    static final String QUOTA = "You’ve reached the limit on the number of vCPUs you can run concurrently";

    private final Map<String, Integer> tasks = new HashMap<>();

    /** How many more tasks the account may have on spare capacity. */
    int quotaOfSpare = Integer.MAX_VALUE;

    void put(String place, int most) {
        tasks.put(place, most);
    }

    void putAll(Map<String, Integer> most) {
        tasks.putAll(most);
    }

    /** @return what a task takes; null where it is refused */
    @Nullable
    String take(RunTaskRequest request) {
        if (isBeyondQuota(request)) {
            return null;
        }
        String kind = request.hasCapacityProviderStrategy() ? "spot " : "";
        for (String subnet :
                request.networkConfiguration().awsvpcConfiguration().subnets()) {
            String place = kind + subnet;
            if (tasks.getOrDefault(place, 0) > 0) {
                tasks.merge(place, -1, Integer::sum);
                quotaOfSpare -= request.hasCapacityProviderStrategy() ? 1 : 0;
                return place;
            }
        }
        return null;
    }

    void giveBack(String place) {
        tasks.merge(place, 1, Integer::sum);
    }

    boolean isBeyondQuota(RunTaskRequest request) {
        return request.hasCapacityProviderStrategy() && quotaOfSpare < 1;
    }
}
