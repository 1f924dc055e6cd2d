package dev.backflow.launcher.cli;

import dev.backflow.launcher.drill.DrillLength;
import dev.backflow.launcher.drill.DrillLength.Unit;
import dev.backflow.launcher.drill.DrillOrder;
import dev.backflow.launcher.drill.DrillProof;
import dev.backflow.launcher.run.ExitCode;
import dev.backflow.launcher.run.LaunchException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code drill}: prove on this machine that runs survive. */
@Command(
        name = "drill",
        mixinStandardHelpOptions = true,
        versionProvider = LauncherVersion.class,
        description = "Run jobs with documents of its own in a temporary folder, kill their launchers, workers and"
                + " database at moments that chance chooses, start them again, and prove that no document is"
                + " lost or counted twice and no process left. Touches no job of yours.%n",
        footer = {
            "",
            "Exit codes: 0 passed; 64 and 78 it could not begin; 70 something differs, and its folder is kept."
        })
final class DrillCommand implements Callable<Integer> {
    private static final int DEFAULT_KILLS = 25;

    private final Console console;
    private final Services services;

    @Spec
    private @Nullable CommandSpec spec;

    @ArgGroup
    private @Nullable Length length;

    @Option(names = "--seed", paramLabel = "S", description = "Choose the same blows again (default: by chance).")
    private @Nullable Long seed;

    @Option(
            names = "--documents",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How many documents each round serves (default: ${DEFAULT-VALUE}).")
    private int documents;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "Where the drill makes its folder (default: the system's folder for temporary files).")
    private @Nullable Path folder;

    @Option(
            names = "--postgres",
            paramLabel = "DIR",
            description = {
                "Keep the books in a PostgreSQL server of the drill's own, and kill it too: the",
                "folder above bin, in which initdb and postgres lie (default: H2)."
            })
    private @Nullable Path postgres;

    @Mixin
    private final OutputOption output = new OutputOption();

    DrillCommand(Console console, Services services) {
        this.console = console;
        this.services = services;
    }

    /** One of them. */
    static final class Length {
        @Option(names = "--kills", paramLabel = "N", description = "Go on for so many kills (default: 25).")
        private @Nullable Integer kills;

        @Option(names = "--rounds", paramLabel = "N", description = "Go on for so many runs.")
        private @Nullable Integer rounds;

        @Option(names = "--minutes", paramLabel = "N", description = "Begin no further run after so many minutes.")
        private @Nullable Integer minutes;

        DrillLength read() {
            if (rounds != null) {
                return new DrillLength(Unit.ROUNDS, rounds);
            }
            return minutes != null
                    ? new DrillLength(Unit.MINUTES, minutes)
                    : new DrillLength(Unit.KILLS, Objects.requireNonNull(kills));
        }
    }

    @Override
    public Integer call() {
        DrillOrder order = order();
        DrillProof proof;
        try {
            proof = services.drills().get().run(order, line -> console.err().println(OneLine.of(line)));
        } catch (InterruptedException e) {
            throw new LaunchException(ExitCode.INTERRUPTED, "The drill was stopped; nothing of it is left.", e);
        }
        if (output.isJson()) {
            console.out().println(new JsonLines().line(proof.json()));
        } else {
            proof.text().stream().map(OneLine::of).forEach(console.out()::println);
        }
        return (proof.isGood() ? ExitCode.DONE : ExitCode.INTERNAL_ERROR).number();
    }

    private DrillOrder order() {
        Long asked = seed;
        Path at = folder;
        Length given = length;
        try {
            return new DrillOrder(
                    given == null ? new DrillLength(Unit.KILLS, DEFAULT_KILLS) : given.read(),
                    asked == null ? services.clock().millis() : asked,
                    documents,
                    at == null ? Path.of(System.getProperty("java.io.tmpdir")) : at,
                    postgres);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), "A drill cannot begin: " + e.getMessage(), e);
        }
    }
}
