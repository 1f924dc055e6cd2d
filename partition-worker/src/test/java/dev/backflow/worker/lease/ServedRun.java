package dev.backflow.worker.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.engine.EngineOptions;
import dev.backflow.engine.HookEngine;
import dev.backflow.engine.LoadedHook;
import dev.backflow.hook.Hook;
import dev.backflow.run.aws.S3Clients;
import dev.backflow.run.aws.Stores;
import dev.backflow.run.document.FileDocumentStore;
import dev.backflow.run.job.Backup;
import dev.backflow.run.job.Folder;
import dev.backflow.run.job.Location;
import dev.backflow.run.ledger.Chunks;
import dev.backflow.run.ledger.LedgerDatabase;
import dev.backflow.run.ledger.Meter;
import dev.backflow.run.ledger.Meters;
import dev.backflow.run.ledger.NewRun;
import dev.backflow.run.ledger.Partitions;
import dev.backflow.run.ledger.Phase;
import dev.backflow.run.ledger.Run;
import dev.backflow.run.ledger.Runs;
import dev.backflow.run.ledger.SettledChunk;
import dev.backflow.run.ledger.TestDatabase;
import dev.backflow.run.manifest.Manifest;
import dev.backflow.run.manifest.PartitionRange;
import dev.backflow.run.outcome.ChunkId;
import dev.backflow.run.outcome.DocumentOutcome;
import dev.backflow.run.outcome.SegmentReader;
import dev.backflow.run.result.ResultStore;
import dev.backflow.run.store.FolderRunStore;
import dev.backflow.run.store.RunStore;
import dev.backflow.run.store.RunStores;
import dev.backflow.run.time.Sleeper;
import dev.backflow.worker.order.WorkOrder;
import dev.backflow.worker.order.WorkOrderFile;
import dev.backflow.worker.repository.RepositoryAddress;
import dev.backflow.worker.repository.RepositoryConfiguration;
import dev.backflow.worker.step.Publisher;
import dev.backflow.worker.step.RunParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A run over real files in a real database, planned and ready to be served, through the same wiring as a worker's. The
 * database outlives it.
 */
public final class ServedRun implements AutoCloseable {
    static final Duration GRACE = Duration.ofMinutes(1);

    private static final long POLL_NANOS = 5_000_000;

    /** Nothing here waits for a heartbeat. */
    private static final LeaseTimes TIMES = new LeaseTimes(Duration.ofSeconds(20), Duration.ofMinutes(2));

    final WatchedDataSource watched;
    final LedgerDatabase ledger;
    final Runs runs;
    final Partitions partitions;
    final Chunks chunks;
    final WorkOrder order;
    private final AnnotationConfigApplicationContext context;
    private final PartitionWorkers workers;
    private Run run;

    private ServedRun(
            TestDatabase database, String url, Sleeper sleeper, int connections, WorkOrder template, long limit)
            throws Exception {
        this.context = new AnnotationConfigApplicationContext();
        context.registerBean(
                RepositoryAddress.class,
                () -> new RepositoryAddress(url, database.user(), database.password(), connections));
        context.registerBean(WatchingPostProcessor.class);
        context.register(RepositoryConfiguration.class);
        context.refresh();
        this.watched = (WatchedDataSource) context.getBean(DataSource.class);
        var served = context.getBean(LedgerDatabase.class);
        // Who looks on is not to be cut off with those who are looked at.
        this.ledger = url.equals(database.url()) ? served : database.ledger();
        this.runs = new Runs(ledger);
        this.partitions = new Partitions(ledger);
        this.chunks = new Chunks(ledger);
        this.workers = new PartitionWorkers(
                served,
                context.getBean(JobRepository.class),
                context.getBean(TransactionTemplate.class),
                RunStores.inFolders(),
                new Stores(S3Clients.ofEnvironment(null)),
                sleeper,
                InstantSource.system());
        this.run = runs.begin(
                new NewRun(
                        "job-" + UUID.randomUUID(),
                        "here",
                        "inline",
                        limit,
                        "a".repeat(64),
                        "b".repeat(64),
                        Instant.EPOCH),
                number -> path(template.store()).toString());
        this.order = order(template, run);
    }

    /** As the run's present launcher gives it. */
    private static WorkOrder order(WorkOrder template, Run run) {
        return new WorkOrder(
                run.id(),
                run.job(),
                run.number(),
                run.epoch(),
                template.store(),
                template.source(),
                template.backup(),
                template.results(),
                template.resultLayout(),
                template.hookJar(),
                template.hookHash(),
                null,
                Map.of(),
                2,
                template.slots(),
                template.sharers());
    }

    public static ServedRun of(
            TestDatabase database, Path folder, int documents, int partitions, int slots, int connections)
            throws Exception {
        return of(database, database.url(), Sleeper.real(), folder, documents, partitions, slots, connections);
    }

    /** @param url another way to the same database, for the workers alone */
    static ServedRun of(
            TestDatabase database,
            String url,
            Sleeper sleeper,
            Path folder,
            int documents,
            int partitions,
            int slots,
            int connections)
            throws Exception {
        var template = new WorkOrder(
                0,
                "job",
                1,
                1,
                new Folder(Files.createDirectories(folder.resolve("run"))),
                new Folder(Files.createDirectories(folder.resolve("source"))),
                Backup.NONE,
                new Folder(folder.resolve("results")),
                "per-document",
                "hook.jar",
                "b".repeat(64),
                null,
                Map.of(),
                2,
                slots,
                slots);
        for (int i = 0; i < documents; i++) {
            Files.writeString(folder.resolve("source").resolve(name(i)), "document number " + i);
        }
        var run = new ServedRun(database, url, sleeper, connections, template, documents);
        run.plan(documents, partitions);
        return run;
    }

    static String name(int document) {
        return "doc-%05d.txt".formatted(document);
    }

    private void plan(int documents, int count) throws Exception {
        var manifest = new Manifest(files());
        var store = documents();
        try (var listing = store.list();
                var writer = manifest.write()) {
            for (var next = listing.next(); next != null; next = listing.next()) {
                writer.add(next);
            }
            assertThat(writer.commit().documents()).isEqualTo(documents);
        }
        List<PartitionRange> ranges = manifest.partitions(documents / count).stream()
                .map(r -> new PartitionRange(r.partition(), r.firstOrdinal(), r.endOrdinal(), r.byteOffset()))
                .toList();
        partitions.plan(run, "inline", ranges, documents, 0);
        execute();
    }

    /** Begins a job execution of the run, as a launcher does at its start and at each resume. */
    private void execute() {
        var repository = context.getBean(JobRepository.class);
        var parameters = RunParameters.of(run.number());
        var instance = repository.getJobInstance(run.job(), parameters);
        if (instance == null) {
            instance = repository.createJobInstance(run.job(), parameters);
        }
        var execution = repository.createJobExecution(instance, parameters, new ExecutionContext());
        runs.executing(run, execution.getId());
        runs.enter(run, Phase.SERVE);
    }

    public WorkOrder order() {
        return order;
    }

    private static Path path(Location location) {
        return ((Folder) location).path();
    }

    Path folder() {
        return path(order.store());
    }

    RunStore files() {
        return new FolderRunStore(folder());
    }

    private FileDocumentStore documents() {
        return new FileDocumentStore(path(order.source()), folder().resolve("scratch"));
    }

    /** Where a hook jar has to be put for a worker process. */
    public Path hookJar() {
        return folder().resolve(order.hookJar());
    }

    /** The order for a worker process, written. */
    public Path writtenOrder() throws IOException {
        WorkOrderFile.write(files(), order);
        return folder().resolve(WorkOrderFile.NAME);
    }

    public Run run() {
        return runs.byId(run.id());
    }

    Run takeOver() {
        run = runs.takeOver(run(), "there");
        execute();
        return run();
    }

    /** A worker that serves by a hook of this JVM. */
    PartitionWorker worker(String name, Hook<?> hook) {
        return worker(name, hook, workers.results(order));
    }

    PartitionWorker worker(String name, Hook<?> hook, ResultStore results) {
        var ending = new Ending();
        var engine = new HookEngine(
                LoadedHook.start(hook, Map.of()), EngineOptions.defaults().withStopping(ending::isDecided));
        return workers.worker(
                order(order, run),
                new WorkerName(name, "task-" + name),
                TIMES,
                engine,
                documents(),
                new Publisher(chunks, results, files(), order.runId(), order.run()),
                ending);
    }

    ResultStore results() {
        return workers.results(order);
    }

    /** What publishes, by the way of whoever looks on. */
    Publisher publisher() {
        return new Publisher(chunks, results(), files(), order.runId(), order.run());
    }

    PartitionWorkers workers() {
        return workers;
    }

    WorkerEnd serve(PartitionWorker worker) throws Exception {
        return endingWhenServed(() -> worker.serve(run.id(), GRACE));
    }

    /** Plays the launcher's part meanwhile: when every partition is closed, the run serves no more. */
    public <T> T endingWhenServed(Callable<T> serving) throws Exception {
        var over = new Thread(
                () -> {
                    while (!partitions.count(run.id()).isAllClosed()) {
                        LockSupport.parkNanos(POLL_NANOS);
                    }
                    runs.enter(run, Phase.TEARDOWN);
                },
                "launcher");
        over.setDaemon(true);
        over.start();
        return serving.call();
    }

    Meter meter() {
        return new Meters(ledger).read(run.id());
    }

    List<SettledChunk> settled() {
        return chunks.inOrder(run.id());
    }

    /** Every outcome that the ledger's chunks point to, in order. */
    List<DocumentOutcome> outcomes() throws IOException {
        var outcomes = new ArrayList<DocumentOutcome>();
        for (SettledChunk chunk : settled()) {
            var id = new ChunkId(order.run(), chunk.partition(), chunk.firstOrdinal(), chunk.fence());
            try (var segment = SegmentReader.open(files(), id)) {
                for (var next = segment.next(); next != null; next = segment.next()) {
                    outcomes.add(next);
                }
            }
        }
        return outcomes;
    }

    List<String> publishedNames() throws IOException {
        try (Stream<Path> files = Files.list(path(order.results()))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    JdbcClient jdbc() {
        return JdbcClient.create(watched);
    }

    /** Sums over the step executions of the run: read, written, skipped, filtered, commits. */
    List<Long> stepCounts() {
        return jdbc().sql("""
                        SELECT SUM(READ_COUNT), SUM(WRITE_COUNT), SUM(PROCESS_SKIP_COUNT), SUM(FILTER_COUNT),
                               SUM(COMMIT_COUNT)
                        FROM BATCH_STEP_EXECUTION WHERE STEP_NAME LIKE 'serve:partition-%' AND JOB_EXECUTION_ID IN
                          (SELECT E.JOB_EXECUTION_ID FROM BATCH_JOB_EXECUTION E JOIN BATCH_JOB_INSTANCE I
                           ON I.JOB_INSTANCE_ID = E.JOB_INSTANCE_ID WHERE I.JOB_NAME = ?)
                        """)
                .param(run.job())
                .query((row, number) ->
                        List.of(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)))
                .single();
    }

    List<String> stepStatuses() {
        return jdbc().sql("""
                        SELECT DISTINCT STATUS FROM BATCH_STEP_EXECUTION WHERE JOB_EXECUTION_ID IN
                          (SELECT E.JOB_EXECUTION_ID FROM BATCH_JOB_EXECUTION E JOIN BATCH_JOB_INSTANCE I
                           ON I.JOB_INSTANCE_ID = E.JOB_INSTANCE_ID WHERE I.JOB_NAME = ?) ORDER BY STATUS
                        """).param(run.job()).query(String.class).list();
    }

    /** What must hold however the run was served: each document once, in the ledger, the meter and the segments. */
    public void assertServedExactlyOnce(int documents) throws IOException {
        var totals = chunks.totals(run.id());
        assertThat(totals.documents()).isEqualTo(documents);
        assertThat(meter().used()).isEqualTo(totals.serviced());
        assertThat(meter().granted()).isZero();
        assertThat(outcomes()).extracting(DocumentOutcome::document).containsExactlyElementsOf(names(documents));
        assertThat(chunks.unpublished(run.id())).isEmpty();
    }

    private static List<String> names(int documents) {
        return IntStream.range(0, documents).mapToObj(ServedRun::name).toList();
    }

    @Override
    public void close() {
        context.close();
    }

    private static final class WatchingPostProcessor implements BeanPostProcessor {
        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            return bean instanceof DataSource source ? new WatchedDataSource(source) : bean;
        }
    }
}
