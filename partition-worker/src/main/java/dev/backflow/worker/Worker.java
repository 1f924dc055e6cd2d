package dev.backflow.worker;

import dev.backflow.worker.repository.RepositoryConfiguration;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/** The entry point of a worker process. */
public final class Worker {
    /** As {@code kill -9} would: whoever started this process is gone, so nobody waits for a better end. */
    private static final int LAUNCHER_GONE = 137;

    private Worker() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /**
     * Serves partitions until the run is over.
     *
     * @param arguments Spring's, such as {@code --backflow.worker.order=FILE}
     * @return what the process exits with
     */
    public static int run(String... arguments) {
        var application = new SpringApplication(WorkerConfiguration.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setBannerMode(Banner.Mode.OFF);
        application.setRegisterShutdownHook(false);
        application.setDefaultProperties(defaults());
        application.addInitializers(context -> {
            if (context.getEnvironment().getProperty("backflow.worker.ends-with-input", Boolean.class, false)) {
                endWithInput();
            }
        });
        ConfigurableApplicationContext context = application.run(arguments);
        return SpringApplication.exit(context);
    }

    private static Map<String, Object> defaults() {
        var properties = new HashMap<String, Object>();
        properties.put("spring.main.allow-bean-definition-overriding", "false");
        properties.put("spring.cloud.task.name", "backflow-worker");
        properties.put("spring.cloud.task.initialize-enabled", "false");
        properties.put("spring.cloud.task.transaction-manager", RepositoryConfiguration.TRANSACTION_MANAGER);
        properties.put("logging.level.org.springframework.batch.core.step", "WARN");
        return properties;
    }

    /** The launcher holds the other end of standard input; when it is gone, however it went, so is this process. */
    private static void endWithInput() {
        var watch = new Thread(
                () -> {
                    try {
                        while (System.in.read() >= 0) {
                            // Nothing is ever sent; only the end matters.
                        }
                    } catch (IOException e) {
                        // As good as the end.
                    }
                    Runtime.getRuntime().halt(LAUNCHER_GONE);
                },
                "launcher-watch");
        watch.setDaemon(true);
        watch.start();
    }
}
