package dev.backflow.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.core.env.Environment;

/** What a worker process cannot do without, told all at once. */
final class RequiredSettings {
    private static final List<String> NAMES = List.of(
            "backflow.worker.order",
            "backflow.worker.name",
            "backflow.worker.task-id",
            "backflow.repository.url",
            "backflow.repository.user",
            "backflow.repository.password");

    private RequiredSettings() {}

    /** @throws WorkerStartException if some are missing; a password may be empty, but has to be given */
    static void check(Environment environment) {
        List<String> missing = new ArrayList<>();
        for (String name : NAMES) {
            String value = environment.getProperty(name);
            boolean given = name.endsWith("password") ? value != null : value != null && !value.isBlank();
            if (!given) {
                missing.add(name);
            }
        }
        if (!missing.isEmpty()) {
            throw new WorkerStartException(
                    "This worker was not told %s. Workers are started by the launcher; to start one by hand, set %s, and so on, in its environment."
                            .formatted(String.join(", ", missing), variable(missing.get(0))));
        }
    }

    private static String variable(String name) {
        return name.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
    }
}
