package dev.backflow.launcher;

import dev.backflow.launcher.cli.CommandLineInterface;
import dev.backflow.launcher.cli.Console;
import dev.backflow.launcher.cli.Services;
import dev.backflow.launcher.cli.UnicodeRelaunch;
import dev.backflow.launcher.plan.HookProbe;
import dev.backflow.launcher.plan.LauncherProcess;
import dev.backflow.launcher.plan.ProbeVerb;
import dev.backflow.launcher.run.ExitCode;
import dev.backflow.launcher.run.LaunchException;
import dev.backflow.launcher.run.RunControl;
import dev.backflow.launcher.run.RunHistory;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** Starts the launcher, or what the launcher starts from its own jar in another JVM. */
public final class Launcher {
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
        var services =
                new Services(Launcher::runControl, Launcher::runHistory, Launcher::hookProbe, InstantSource.system());
        var relaunch = new UnicodeRelaunch(
                LauncherProcess.ofThisJvm(),
                () -> ManagementFactory.getRuntimeMXBean().getInputArguments(),
                System.getenv(),
                System.getProperty("sun.jnu.encoding"));
        relaunch.endWithStarter(System.in);
        var commands = new CommandLineInterface(
                Console.ofThisProcess(), services, relaunch, System.getProperty("java.class.path"));
        System.exit(commands.run(words));
    }

    private static RunControl runControl() {
        throw notBuilt("Runs");
    }

    private static RunHistory runHistory() {
        throw notBuilt("The history of runs");
    }

    private static LaunchException notBuilt(String what) {
        return new LaunchException(ExitCode.UNAVAILABLE, what + " cannot be had in this build. Use a later one.");
    }

    private static HookProbe hookProbe() {
        return new HookProbe(
                LauncherProcess.ofThisJvm(), () -> UUID.randomUUID().toString(), HookProbe.LIMIT);
    }
}
