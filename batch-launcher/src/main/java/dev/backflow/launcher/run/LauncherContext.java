package dev.backflow.launcher.run;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.status.StatusManager;
import dev.backflow.launcher.repository.OpenRepository;
import dev.backflow.launcher.sandbox.ProgramResource;
import dev.backflow.run.aws.Stores;
import dev.backflow.run.store.RunStores;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/** The launcher's Spring context: the job repository and what executes runs, nothing that appears by scanning. */
final class LauncherContext {
    private LauncherContext() {}

    /**
     * @param log where everything is logged; the console is for people
     * @param arguments Spring's own, as typed
     */
    static ConfigurableApplicationContext start(
            OpenRepository repository,
            ProgramResource program,
            RunStores runStores,
            Stores stores,
            RunObserver observer,
            StopSignal stop,
            Path log,
            List<String> arguments) {
        var application = new SpringApplication(RunConfiguration.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setBannerMode(Banner.Mode.OFF);
        // The launcher's own hook waits for the job; Spring's would close the database under it.
        application.setRegisterShutdownHook(false);
        application.setDefaultProperties(Map.of(
                "logging.file.name", log.toString(),
                "logging.threshold.console", "OFF",
                "logging.level.org.springframework.batch.core.step", "WARN"));
        application.addInitializers(context -> {
            context.getBeanFactory().registerSingleton("openRepository", repository);
            context.getBeanFactory().registerSingleton("program", program);
            context.getBeanFactory().registerSingleton("stores", stores);
            context.getBeanFactory().registerSingleton("runStores", runStores);
            context.getBeanFactory().registerSingleton("observer", observer);
            context.getBeanFactory().registerSingleton("stop", stop);
        });
        ConfigurableApplicationContext context = application.run(arguments.toArray(String[]::new));
        keepTroubleOfTheLogOffTheConsole();
        return context;
    }

    /** Spring Boot has every line that a full disk takes no more told by a stack trace, between what people read. */
    private static void keepTroubleOfTheLogOffTheConsole() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logback) {
            StatusManager told = logback.getStatusManager();
            told.getCopyOfStatusListenerList().forEach(told::remove);
        }
    }
}
