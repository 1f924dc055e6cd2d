package dev.backflow.launcher.drill;

import dev.backflow.launcher.plan.LauncherProcess;
import dev.backflow.launcher.repository.Repositories;
import dev.backflow.launcher.repository.Secrets;
import dev.backflow.launcher.run.LedgerHistory;
import dev.backflow.run.manifest.PartitionPlan;
import dev.backflow.run.store.RunStores;
import dev.backflow.run.time.Sleeper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One run of a job from its beginning to its end, with blows on the way, and what can be seen of it afterwards. */
final class Round {
    private static final int WORKERS = 2;
    private static final int MOST_OF_A_CHUNK = 256;
    private static final Duration ENDED_WITHIN = Duration.ofMinutes(1);

    private final int number;
    private final RoundFolder folder;
    private final Corpus corpus;
    private final DrillDatabase database;
    private final Processes processes;
    private final Repositories repositories;
    private final Sleeper sleeper;
    private final Lives lives;
    private final Blows blows;

    /** @param environment of the launchers, without what the database needs */
    Round(
            int number,
            RoundFolder folder,
            Corpus corpus,
            DrillDatabase database,
            LauncherProcess launcher,
            Map<String, String> environment,
            Sleeper sleeper) {
        this.number = number;
        this.folder = folder;
        this.corpus = corpus;
        this.database = database;
        this.sleeper = sleeper;
        var variables = new HashMap<>(environment);
        variables.putAll(database.environment());
        this.processes = new Processes(folder.folder());
        this.repositories = new Repositories(Secrets.random(), variables);
        this.lives = new Lives(new LauncherStart(launcher, variables), folder, processes, sleeper);
        this.blows = new Blows(lives, folder, database, new Suspicion(repositories, folder), WORKERS, sleeper);
    }

    RoundResult play(RoundPlan plan) throws IOException, InterruptedException {
        folder.prepare(plan.limit(), WORKERS, database.jobFileLines());
        var differences = new ArrayList<String>();
        try {
            blows.deal(plan.strikes());
            Files.createFile(folder.hurry());
            blows.deal(plan.late());
            blows.end();
        } catch (RoundFault e) {
            differences.add(e.getMessage());
            return result(plan, differences, new RoundBooks(List.of(), List.of(), 0, 0, List.of()), 0);
        } finally {
            lives.resumeAll();
        }
        int left = left(differences);
        differences.addAll(new LedgerHistory(repositories, region -> RunStores.inFolders())
                .verify(folder.data(), folder.job(), 1)
                .differences());
        return result(plan, differences, RoundBooks.read(folder), left);
    }

    private RoundResult result(RoundPlan plan, List<String> differences, RoundBooks books, int processesLeft)
            throws IOException {
        // Without books nothing is known to be lost: the fault that ended the round says enough.
        Findings findings = books.rows().isEmpty()
                ? new Findings(0, 0, 0, List.of())
                : new RoundOracle(corpus, plan.limit(), callsMost()).judge(books);
        var all = new ArrayList<>(differences);
        all.addAll(findings.differences());
        return new RoundResult(
                number,
                RoundResult.Outcomes.of(books),
                books.used(),
                plan.limit(),
                books.calls().size(),
                lives.started(),
                blows.count(),
                findings,
                processesLeft,
                all);
    }

    /**
     * Hooks run once for each document, and again for those of chunks that never settled: one chunk for each slot that
     * was busy when something died, stood still for a lease, or was taken over.
     */
    private long callsMost() throws IOException {
        KillCount struck = blows.count();
        long chunks = struck.of(Target.WORKER)
                + struck.of(Target.PAUSE)
                + (long) WORKERS * (struck.of(Target.DATABASE) + lives.started())
                + lapsed();
        return chunks * Math.min(MOST_OF_A_CHUNK, new PartitionPlan(WORKERS).documentsPerPartition(corpus.documents()));
    }

    /** A busy machine can make a worker miss its heartbeats, without any blow. */
    private long lapsed() throws IOException {
        try (Stream<String> lines = Files.lines(folder.out())) {
            return lines.filter(line -> line.contains("was not heard of for a whole lease"))
                    .count();
        }
    }

    private int left(List<String> differences) throws InterruptedException {
        List<ProcessHandle> left = processes.left(ENDED_WITHIN, sleeper);
        left.forEach(process -> differences.add("Process %d is left: %s."
                .formatted(process.pid(), process.info().commandLine().orElse("unknown"))));
        for (Path path : List.of(
                folder.run().resolve("scratch"),
                folder.results().resolve(".~backflow"),
                folder.repository().resolve("server.json"))) {
            if (Files.exists(path)) {
                differences.add("%s is left.".formatted(path));
            }
        }
        return left.size();
    }
}
