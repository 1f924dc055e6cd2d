package dev.backflow.launcher;

import dev.backflow.launcher.cli.CommandLineInterface;
import dev.backflow.launcher.cli.Console;
import dev.backflow.launcher.cli.Services;
import dev.backflow.launcher.cli.UnicodeRelaunch;
import dev.backflow.launcher.doctor.Doctor;
import dev.backflow.launcher.drill.Drill;
import dev.backflow.launcher.plan.HookProbe;
import dev.backflow.launcher.plan.LauncherProcess;
import dev.backflow.launcher.plan.ProbeVerb;
import dev.backflow.launcher.repository.Repositories;
import dev.backflow.launcher.repository.Secrets;
import dev.backflow.launcher.run.BatchRuns;
import dev.backflow.launcher.run.CloudSandboxes;
import dev.backflow.launcher.run.ExitCode;
import dev.backflow.launcher.run.LaunchException;
import dev.backflow.launcher.run.LedgerHistory;
import dev.backflow.launcher.run.OrderlyStop;
import dev.backflow.launcher.run.RunControl;
import dev.backflow.launcher.run.RunHistory;
import dev.backflow.launcher.run.RunPlaces;
import dev.backflow.launcher.run.StopSignal;
import dev.backflow.launcher.sandbox.ProgramResource;
import dev.backflow.launcher.sandbox.aws.AwsChecks;
import dev.backflow.launcher.sandbox.aws.AwsClients;
import dev.backflow.launcher.sandbox.aws.BaseSecrets;
import dev.backflow.launcher.sandbox.aws.Surroundings;
import dev.backflow.run.aws.LocationRunStores;
import dev.backflow.run.aws.S3Clients;
import dev.backflow.run.job.JobFile;
import dev.backflow.run.job.Location;
import dev.backflow.run.job.S3Location;
import dev.backflow.run.job.Tier;
import dev.backflow.run.store.RunStores;
import dev.backflow.run.time.Sleeper;
import dev.backflow.worker.Worker;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Starts the launcher, or what the launcher starts from its own jar in another JVM. */
public final class Launcher {
    private static final String WORKER_VERB = "worker";

    private Launcher() {}

    /** Does what the arguments say and exits with the number that tells how it went. */
    public static void main(String[] arguments) throws IOException {
        var words = List.of(arguments);
        var verb = words.isEmpty() ? "" : words.get(0);
        if (verb.equals(HookProbe.VERB)) {
            // Halting leaves out whatever threads and shutdown hooks the hook has left behind.
            var runtime = Runtime.getRuntime();
            new ProbeVerb(System.in, System.out, () -> runtime.halt(1)).run();
            runtime.halt(0);
        }
        if (verb.equals(WORKER_VERB)) {
            Worker.main(words.subList(1, words.size()).toArray(String[]::new));
            return;
        }
        var stop = new StopSignal();
        var console = Console.ofThisProcess();
        var orderly = OrderlyStop.of(stop, () -> haltBecauseExited(console));
        var services = new Services(
                () -> runControl(stop),
                Launcher::runHistory,
                () -> new CloudSandboxes(repositories(stop), stop, InstantSource.system()),
                Launcher::hookProbe,
                () -> drill(stop),
                () -> new Doctor(hookProbe(), repositories(stop), AwsChecks::now),
                InstantSource.system());
        var relaunch = new UnicodeRelaunch(
                LauncherProcess.ofThisJvm(),
                () -> ManagementFactory.getRuntimeMXBean().getInputArguments(),
                System.getenv(),
                System.getProperty("sun.jnu.encoding"));
        relaunch.endWithStarter(System.in);
        var commands = new CommandLineInterface(console, services, relaunch, System.getProperty("java.class.path"));
        orderly.exit(commands.run(words));
    }

    /** The lease of the document that did it stays as it is, which tells the next start to serve in processes. */
    private static void haltBecauseExited(Console console) {
        console.err()
                .println(
                        "The hook called System.exit, which ended this launcher. Nothing is lost: start the same command"
                                + " again, and the run goes on in worker processes.");
        Runtime.getRuntime().halt(ExitCode.UNAVAILABLE.number());
    }

    private static RunControl runControl(StopSignal stop) {
        return new BatchRuns(
                repositories(stop),
                hookProbe(),
                file -> new RunPlaces(runStores(file.aws().region()), root -> runRoot(root, bases(stop))),
                ProgramResource.running(System.getProperty("java.class.path"), Launcher.class),
                stop,
                InstantSource.system());
    }

    private static RunHistory runHistory() {
        return new LedgerHistory(repositories(new StopSignal()), Launcher::runStores);
    }

    private static Drill drill(StopSignal stop) {
        return new Drill(
                LauncherProcess.ofThisJvm(),
                System.getenv(),
                System.getProperty("user.name"),
                Secrets.random(),
                duration -> {
                    stop.waitAtMost(duration.toMillis());
                    if (stop.isGiven()) {
                        throw new InterruptedException("told to stop");
                    }
                });
    }

    /** Its client lives as long as this process. */
    private static RunStores runStores(@Nullable String region) {
        return new LocationRunStores(S3Clients.ofEnvironment(region));
    }

    private static BaseSecrets bases(StopSignal stop) {
        return new BaseSecrets(
                AwsClients::open,
                new Surroundings(
                        InstantSource.system(),
                        Sleeper.real(),
                        new SecureRandom()::nextDouble,
                        stop::isGiven,
                        () -> {},
                        news -> {},
                        failure -> {}));
    }

    private static @Nullable S3Location runRoot(JobFile file, BaseSecrets bases) {
        if (file.tier() == Tier.FARGATE) {
            return new S3Location(
                    bases.base(file.aws().base(), file.aws().region()).baseBucket(), "");
        }
        String text = System.getenv(RunPlaces.ROOT_VARIABLE);
        if (text == null || text.isBlank()) {
            return null;
        }
        if (Location.of(text) instanceof S3Location root) {
            return root;
        }
        throw new LaunchException(
                ExitCode.CONFIGURATION_WRONG,
                "%s is %s, which is no location in S3. Write s3://BUCKET/PREFIX/, or leave it out."
                        .formatted(RunPlaces.ROOT_VARIABLE, text));
    }

    private static Repositories repositories(StopSignal stop) {
        return new Repositories(Secrets.random(), System.getenv(), bases(stop));
    }

    private static HookProbe hookProbe() {
        return new HookProbe(
                LauncherProcess.ofThisJvm(), () -> UUID.randomUUID().toString(), HookProbe.LIMIT);
    }
}
