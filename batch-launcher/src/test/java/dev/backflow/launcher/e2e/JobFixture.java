package dev.backflow.launcher.e2e;

import dev.backflow.launcher.repository.Repositories;
import dev.backflow.launcher.repository.Secrets;
import dev.backflow.launcher.run.LedgerHistory;
import dev.backflow.launcher.run.RunHistory;
import dev.backflow.run.ledger.LedgerDatabase;
import dev.backflow.run.ledger.Partitions;
import dev.backflow.run.ledger.Runs;
import dev.backflow.run.ledger.WorkerRow;
import dev.backflow.run.ledger.Workers;
import dev.backflow.run.store.RunStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One job in a working folder, as its owner has it there: {@code job-configs/JOB.yaml}, documents, a hook's jar, results
 * and {@code backflow-data}. Close it before the folder goes: that ends every process that was started for it.
 */
final class JobFixture implements AutoCloseable {
    private final Path folder;
    private final String job;
    private final RunRepository repository;
    private final Path work;
    private final List<LauncherRun> started = Collections.synchronizedList(new ArrayList<>());
    private final List<String> settings = new ArrayList<>();
    private @Nullable Path jar;
    private Path data;
    private String options = "";
    private @Nullable String source;
    private @Nullable String results;
    private Map<String, String> environment = Map.of();

    /**
     * @param folder the working folder; two jobs may share one
     * @param work another folder, for what the launcher prints and for class files
     */
    JobFixture(Path folder, Path work, String job, RunRepository repository) throws IOException {
        this.folder = folder.toRealPath();
        this.work = work;
        this.job = job;
        this.repository = repository;
        this.data = folder.resolve("backflow-data");
        Files.createDirectories(documents());
        Files.createDirectories(folder.resolve("job-configs"));
        Files.createDirectories(folder.resolve("hooks"));
        setting("calls", callsFile().toString());
        setting("gate", gate().toString());
    }

    String job() {
        return job;
    }

    Path folder() {
        return folder;
    }

    Path documents() {
        return folder.resolve("documents").resolve(job);
    }

    Path results() {
        return folder.resolve("results").resolve(job);
    }

    Path data() {
        return data;
    }

    /** Looks from now on at the runs of a launcher that was told to keep them elsewhere. */
    JobFixture dataIn(Path other) {
        data = other;
        return this;
    }

    Path hookJar() {
        return folder.resolve("hooks").resolve(job + ".jar");
    }

    Path jobFile() {
        return folder.resolve("job-configs").resolve(job + ".yaml");
    }

    /** The file that a gated hook waits for. */
    Path gate() {
        return work.resolve(job + ".gate");
    }

    private Path callsFile() {
        return work.resolve(job + ".calls");
    }

    /** Starts another launcher from now on than the unpacked one that starts quickly. */
    JobFixture launcher(Path copy) {
        jar = copy;
        return this;
    }

    /** Takes documents from elsewhere, and puts results elsewhere, in the job file that is written next. */
    JobFixture locations(String from, String to) {
        source = from;
        results = to;
        return this;
    }

    /** More variables for the launcher and its workers from now on. */
    JobFixture environment(Map<String, String> more) {
        environment = Map.copyOf(more);
        return this;
    }

    /** More options for the JVMs of the launcher and of its workers from now on, apart by blanks. */
    JobFixture options(String more) {
        options = " " + more;
        return this;
    }

    JobFixture document(String name, String content) throws IOException {
        Path file = documents().resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, content);
        return this;
    }

    /** Writes {@code PREFIX-000.txt} and so on, each with a content of its own. */
    JobFixture documents(String prefix, int count) throws IOException {
        for (String name : names(prefix, count)) {
            document(name, "content of " + name + "\n");
        }
        return this;
    }

    /** The names that {@link #documents(String, int)} gives. */
    static List<String> names(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> "%s-%03d.txt".formatted(prefix, n))
                .toList();
    }

    /** Uses the hook that does what a document's name says. */
    JobFixture scriptedHook() throws IOException {
        return hook(ScriptedHook.CLASS, Map.of(ScriptedHook.CLASS, ScriptedHook.SOURCE));
    }

    /** @param sources by the name of their class */
    JobFixture hook(String className, Map<String, String> sources) throws IOException {
        CompiledHook.write(hookJar(), work, className, sources);
        return this;
    }

    /** One more of the hook's settings, for the job file that is written next; the value stands as it does in YAML. */
    JobFixture setting(String name, String value) {
        settings.add("    %s: %s".formatted(name, value));
        return this;
    }

    /**
     * Writes the job file.
     *
     * @param lines what it says beside hook, source and results
     */
    JobFixture jobFile(String... lines) throws IOException {
        var all = new ArrayList<>(List.of("hook:", "  jar: ../hooks/%s.jar".formatted(job), "  settings:"));
        all.addAll(settings);
        all.add("source: " + (source == null ? "file:../documents/%s/".formatted(job) : source));
        all.add("results: " + (results == null ? "file:../results/%s/".formatted(job) : results));
        all.addAll(List.of(lines));
        Files.write(jobFile(), all);
        return this;
    }

    /** Starts the launcher with these words, in the working folder. */
    LauncherRun start(String... words) throws IOException {
        return start(folder, List.of(words));
    }

    /** Starts the launcher with these words in another working folder. */
    LauncherRun startIn(Path workingFolder, String... words) throws IOException {
        return start(workingFolder, List.of(words));
    }

    /** Starts the job, on its repository. */
    LauncherRun startRun(String... more) throws IOException {
        return start(folder, words(List.of("--job=" + job), more));
    }

    /** Runs the job to its end. */
    LauncherRun.Ended run(String... more) throws IOException, InterruptedException {
        return startRun(more).await();
    }

    /** Restarts the job, which knows its repository from the run's beginning, and waits for its end. */
    LauncherRun.Ended restart() throws IOException, InterruptedException {
        return start("restart", "--job=" + job).await();
    }

    /** The calls of the scripted hook so far, in the order in which they came. */
    List<String> calls() throws IOException {
        try {
            return Files.readAllLines(callsFile());
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    void openGate() throws IOException {
        Files.createFile(gate());
    }

    RunFiles run(int number) {
        return new RunFiles(
                data().resolve(job).resolve("runs").resolve(Integer.toString(number)), results(), job, number);
    }

    /** The runs as the launcher's own commands see them, asked without another JVM. */
    RunHistory history() {
        return new LedgerHistory(
                new Repositories(Secrets.random(), repository.environment()), region -> RunStores.inFolders());
    }

    /** How many partitions of a run are leased to somebody, while no launcher has an embedded repository open. */
    int leases(int number) throws Exception {
        return read(number, (ledger, run) -> new Partitions(ledger).count(run).leased());
    }

    /** The workers of a run as the books have them, under the same condition. */
    List<WorkerRow> workerRows(int number) throws Exception {
        return read(number, (ledger, run) -> new Workers(ledger).list(run));
    }

    private <T> T read(int number, BiFunction<LedgerDatabase, Long, T> question) throws Exception {
        var repositories = new Repositories(Secrets.random(), repository.environment());
        try (var read = repositories.read(data().resolve(job).resolve("repository"))) {
            var ledger =
                    Objects.requireNonNull(read, "the job has no repository").ledger();
            long run = new Runs(ledger)
                    .list(job).stream()
                            .filter(each -> each.number() == number)
                            .findFirst()
                            .orElseThrow()
                            .id();
            return question.apply(ledger, run);
        }
    }

    /** Fails unless the books of a run agree with each other and with the results, and nothing of it is left. */
    void assertExact(int number) throws IOException {
        new Oracle(this, run(number)).check();
    }

    /** Living worker processes of any run in the working folder, whoever started them. */
    List<ProcessHandle> workers() {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.filter(ProcessHandle::isAlive)
                    .filter(process ->
                            process.info().commandLine().orElse("").contains("-Djava.io.tmpdir=" + data().resolve(job)))
                    .toList();
        }
    }

    /** Launchers of this job, and whatever they have started, that are alive. */
    List<ProcessHandle> alive() {
        var alive = new ArrayList<>(workers());
        synchronized (started) {
            started.stream().filter(LauncherRun::isAlive).forEach(run -> {
                alive.add(run.handle());
                alive.addAll(run.children());
            });
        }
        return alive;
    }

    @Override
    public void close() {
        synchronized (started) {
            started.forEach(LauncherRun::close);
        }
        workers().forEach(worker -> {
            worker.destroyForcibly();
            worker.onExit().join();
        });
    }

    private List<String> words(List<String> first, String... more) {
        var words = new ArrayList<>(first);
        words.addAll(repository.arguments());
        words.addAll(List.of(more));
        return words;
    }

    private LauncherRun start(Path workingFolder, List<String> words) throws IOException {
        Path launcher = jar == null ? QuickLauncher.jar() : jar;
        var variables = new HashMap<>(repository.environment());
        variables.putAll(environment);
        if (!options.isEmpty()) {
            variables.put("JAVA_TOOL_OPTIONS", LauncherRun.options(launcher) + options);
        }
        var run = LauncherRun.start(launcher, workingFolder, work, variables, words);
        started.add(run);
        return run;
    }
}
