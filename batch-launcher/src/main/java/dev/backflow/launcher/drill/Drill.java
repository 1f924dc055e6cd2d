package dev.backflow.launcher.drill;

import dev.backflow.launcher.plan.LauncherProcess;
import dev.backflow.launcher.repository.Secrets;
import dev.backflow.launcher.run.ExitCode;
import dev.backflow.launcher.run.LaunchException;
import dev.backflow.launcher.sandbox.FolderRemoval;
import dev.backflow.run.time.Sleeper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Proves on this machine that runs survive the death of any of their processes, with real ones. */
public final class Drill {
    private static final long SPACE = 512L * 1024 * 1024;

    /** A plan whose targets have all gone before they were hit; more than that in a row is a fault. */
    private static final int MOST_WITHOUT_A_KILL = 5;

    private final LauncherProcess launcher;
    private final Map<String, String> environment;
    private final String user;
    private final Secrets secrets;
    private final Sleeper sleeper;

    /**
     * @param launcher starts the launcher, as it was started itself
     * @param environment the variables of this process
     * @param user the name of this process's user
     * @param secrets for a database's password
     * @param sleeper throws {@link InterruptedException} when the drill is to stop
     */
    public Drill(
            LauncherProcess launcher, Map<String, String> environment, String user, Secrets secrets, Sleeper sleeper) {
        this.launcher = launcher;
        this.environment = Map.copyOf(environment);
        this.user = user;
        this.secrets = secrets;
        this.sleeper = sleeper;
    }

    /**
     * Runs the drill. Whatever happens, no process of it is left; its folder is kept only when something differs.
     *
     * @param progress told of every round, one line each
     * @throws LaunchException if it cannot begin
     * @throws InterruptedException if it was told to stop
     */
    public DrillProof run(DrillOrder order, Consumer<String> progress) throws InterruptedException {
        Path postgres = order.postgres();
        PostgresBinaries binaries = postgres == null ? null : PostgresBinaries.in(postgres, user);
        boolean keep = false;
        try {
            Path folder = folder(order.folder());
            try {
                DrillProof proof = run(order, folder, binaries, progress);
                keep = !proof.isGood();
                return proof;
            } finally {
                new Processes(folder).all().forEach(Processes::kill);
                if (!keep) {
                    new FolderRemoval(folder).run();
                }
            }
        } catch (IOException e) {
            throw new LaunchException(
                    ExitCode.UNAVAILABLE,
                    "The drill cannot go on: %s. Look at the disk and at the folder %s, or name another by --folder."
                            .formatted(e, order.folder()),
                    e);
        }
    }

    private DrillProof run(
            DrillOrder order, Path folder, @Nullable PostgresBinaries binaries, Consumer<String> progress)
            throws IOException, InterruptedException {
        var corpus = new Corpus(order.documents());
        corpus.write(folder.resolve("documents"));
        HookPacking.write(folder.resolve("hook.jar"));
        long began = System.nanoTime();
        var rounds = new ArrayList<RoundResult>();
        try (DrillDatabase database = database(binaries, folder)) {
            int kills = 0;
            int idle = 0;
            while (idle < MOST_WITHOUT_A_KILL
                    && !order.length()
                            .isReached(kills, rounds.size(), since(began).toMinutes())) {
                RoundResult result = round(order, rounds.size() + 1, kills, folder, corpus, database);
                rounds.add(result);
                progress.accept(result.line());
                kills += result.struck().kills();
                idle = result.struck().kills() == 0 ? idle + 1 : 0;
                if (!result.isGood()) {
                    return proof(order, rounds, since(began), database, folder);
                }
                new FolderRemoval(new RoundFolder(folder.resolve("drill-" + rounds.size())).folder()).run();
            }
            return proof(order, rounds, since(began), database, null);
        }
    }

    private RoundResult round(
            DrillOrder order, int number, int kills, Path folder, Corpus corpus, DrillDatabase database)
            throws IOException, InterruptedException {
        var plan = RoundPlan.of(order.seed(), number, order.length().nextKills(kills), database.isManaged(), corpus);
        var roundFolder = new RoundFolder(folder.resolve("drill-" + number));
        return new Round(number, roundFolder, corpus, database, launcher, environment, sleeper).play(plan);
    }

    private DrillDatabase database(@Nullable PostgresBinaries binaries, Path folder)
            throws IOException, InterruptedException {
        if (binaries == null) {
            return new EmbeddedDatabase();
        }
        Path own = Files.createDirectory(folder.resolve("postgres"));
        return PostgresCluster.create(binaries, own, secrets.next(), sleeper);
    }

    private static DrillProof proof(
            DrillOrder order, List<RoundResult> rounds, Duration took, DrillDatabase database, @Nullable Path kept) {
        return new DrillProof(
                order.seed(),
                order.documents(),
                rounds,
                took,
                System.getProperty("java.version"),
                database.version(),
                kept);
    }

    private static Path folder(Path parent) throws IOException {
        if (!Files.isDirectory(parent)) {
            throw new LaunchException(
                    ExitCode.CONFIGURATION_WRONG, "%s is not a folder. Name one in --folder.".formatted(parent));
        }
        long space = Files.getFileStore(parent).getUsableSpace();
        if (space < SPACE) {
            throw new LaunchException(
                    ExitCode.CONFIGURATION_WRONG,
                    "%s has %d MiB left, and a drill needs %d. Name another folder by --folder."
                            .formatted(parent, space >> 20, SPACE >> 20));
        }
        return Files.createTempDirectory(parent.toRealPath(), "backflow-drill-");
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
