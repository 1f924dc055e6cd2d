package dev.backflow.worker;

import dev.backflow.engine.HookJarException;
import dev.backflow.run.ledger.PassingFault;
import dev.backflow.run.time.Sleeper;
import dev.backflow.worker.lease.ProcessEnd;
import dev.backflow.worker.lease.WorkerEnd;
import dev.backflow.worker.repository.RepositoryConfiguration;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;

/** The entry point of a worker process. */
public final class Worker {
    /** As {@code kill -9} would: whoever started this process is gone, so nobody waits for a better end. */
    private static final int LAUNCHER_GONE = 137;

    /** The launcher's code for settings that will not do. */
    private static final int WRONG_SETTINGS = 78;

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private Worker() {}

    public static void main(String[] arguments) {
        new ProcessEnd(Sleeper.real()).exit(run(arguments));
    }

    /**
     * Serves partitions until the run is over.
     *
     * @param arguments Spring's, such as {@code --backflow.worker.order=FILE}
     * @return what the process exits with: see {@link WorkerEnd}, and 78 if it could not start for its settings or hook
     */
    public static int run(String... arguments) {
        var application = new SpringApplication(WorkerConfiguration.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setBannerMode(Banner.Mode.OFF);
        application.setRegisterShutdownHook(false);
        application.setDefaultProperties(defaults());
        application.addInitializers(context -> {
            String agent = System.getenv(EcsTaskNames.VARIABLE);
            if (agent != null) {
                context.getEnvironment().getPropertySources().addLast(new EcsTaskNames(agent));
            }
            RequiredSettings.check(context.getEnvironment());
            if (context.getEnvironment().getProperty("backflow.worker.ends-with-input", Boolean.class, false)) {
                endWithInput();
            }
        });
        try {
            return SpringApplication.exit(application.run(arguments));
        } catch (Exception e) {
            return failed(e);
        }
    }

    /** One sentence for what whoever started this can mend; everything for the rest. */
    private static int failed(Exception failure) {
        if (PassingFault.is(failure)) {
            LOG.error("This worker cannot reach the job repository, and leaves.", failure);
            return WorkerEnd.REPOSITORY_LOST.exitCode();
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof WorkerStartException || cause instanceof HookJarException) {
                LOG.error(cause.getMessage());
                return WRONG_SETTINGS;
            }
        }
        LOG.error("This worker failed.", failure);
        return WorkerEnd.FAILED.exitCode();
    }

    private static Map<String, Object> defaults() {
        var properties = new HashMap<String, Object>();
        properties.put("spring.main.allow-bean-definition-overriding", "false");
        properties.put("spring.cloud.task.name", "backflow-worker");
        properties.put("spring.cloud.task.initialize-enabled", "false");
        properties.put("spring.cloud.task.transaction-manager", RepositoryConfiguration.TRANSACTION_MANAGER);
        // Failures are told here, in one place and as far as they are of use.
        properties.put("logging.level.org.springframework.boot.SpringApplication", "OFF");
        properties.put("logging.level.org.springframework.batch.core.step", "WARN");
        return properties;
    }

    /** The launcher holds the other end of standard input; when it is gone, however it went, so is this process. */
    private static void endWithInput() {
        InputStream in = System.in;
        var watch = new Thread(() -> haltAtTheEndOf(in), "launcher-watch");
        watch.setDaemon(true);
        watch.start();
    }

    /** Whatever ends the reading, a hook that meddles with it among others: nobody would notice the end any more. */
    private static void haltAtTheEndOf(InputStream in) {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            LOG.warn("Standard input, which the launcher holds open, cannot be read: {}", e.getMessage());
        } finally {
            Runtime.getRuntime().halt(LAUNCHER_GONE);
        }
    }
}
