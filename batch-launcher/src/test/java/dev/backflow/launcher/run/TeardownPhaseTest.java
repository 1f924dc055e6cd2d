package dev.backflow.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.backflow.launcher.report.SandboxEnd;
import dev.backflow.launcher.sandbox.aws.Cloud;
import dev.backflow.launcher.sandbox.aws.SandboxesToFind;
import dev.backflow.run.aws.S3Clients;
import dev.backflow.run.aws.Stores;
import dev.backflow.run.file.Cursor;
import dev.backflow.run.job.JobFileParser;
import dev.backflow.run.job.Location;
import dev.backflow.run.ledger.NewRun;
import dev.backflow.run.ledger.Partitions;
import dev.backflow.run.ledger.Run;
import dev.backflow.run.ledger.Runs;
import dev.backflow.run.ledger.SupersededException;
import dev.backflow.run.ledger.TestDatabase;
import dev.backflow.run.outcome.PlainJson;
import dev.backflow.run.store.FolderRunStore;
import dev.backflow.run.store.PendingFile;
import dev.backflow.run.store.RunStore;
import dev.backflow.run.time.Sleeper;
import dev.backflow.worker.lease.PartitionWorkers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.batch.core.repository.support.ResourcelessJobRepository;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What a tear-down tells, writes down and throws when something goes wrong in it. */
class TeardownPhaseTest {
    private final Path folder;
    private final TestDatabase database = TestDatabase.h2InMemory();
    private final Run run;
    private final FakeSandbox sandbox = new FakeSandbox();
    private final FaultyStore store;

    TeardownPhaseTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.store = new FaultyStore(new FolderRunStore(Files.createDirectories(folder.resolve("elsewhere"))));
        var runs = new Runs(database.ledger());
        run = runs.begin(
                new NewRun("invoices", "here", "fargate", 10, "a".repeat(64), "b".repeat(64), Instant.EPOCH),
                number -> "s3://base/jobs/invoices/runs/%d/".formatted(number));
        new Partitions(database.ledger()).plan(run, "fargate", List.of(), 0, 0);
        Files.createDirectories(ofRun());
        Files.writeString(certificate(), "{\"remaining\": [], \"at\": \"earlier\"}");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void certifiesThatNothingIsLeft() throws Exception {
        var teardown = teardown();

        assertThatCode(teardown::perform).doesNotThrowAnyException();

        assertThat(remaining()).isEmpty();
        assertThat(teardown.end()).isEqualTo(SandboxEnd.REMOVED);
    }

    /** Results are published from the run's files, which are not in the sandbox: that one may go all the same. */
    @ParameterizedTest
    @ValueSource(strings = {"list segments/", "delete scratch/hook.jar"})
    void tellsAndWritesDownWhatIsLeftAlsoAfterAFault(String faulty) throws Exception {
        store.faulty.add(faulty);
        sandbox.left.add("stack backflow-invoices-r1 (DELETE_FAILED)");
        sandbox.left.add("vpc-1");
        var teardown = teardown();

        Throwable told = catchThrowable(teardown::perform);

        assertThat(told)
                .asInstanceOf(InstanceOfAssertFactories.type(LaunchException.class))
                .satisfies(left -> {
                    assertThat(left.exitCode()).isEqualTo(ExitCode.TEARDOWN_UNCONFIRMED);
                    assertThat(left.problems())
                            .hasSize(2)
                            .first()
                            .asString()
                            .contains("still there: stack backflow-invoices-r1 (DELETE_FAILED), vpc-1.");
                    assertThat(left.problems().get(1))
                            .startsWith("Before that: ")
                            .contains(faulty);
                });
        assertThat(told).hasRootCauseMessage(faulty);
        assertThat(remaining()).isEqualTo(sandbox.left);
        assertThat(teardown.end()).isEqualTo(SandboxEnd.LEFT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"list segments/", "delete scratch/hook.jar"})
    void leavesTheWordToAFaultWhenNothingIsLeft(String faulty) throws Exception {
        store.faulty.add(faulty);
        var teardown = teardown();

        Throwable told = catchThrowable(teardown::perform);

        assertThat(told).isInstanceOf(IOException.class).hasMessage(faulty);
        assertThat(remaining()).isEmpty();
        assertThat(teardown.end()).isEqualTo(SandboxEnd.REMOVED);
    }

    @Test
    void asksWhatIsLeftWhenTheSandboxCouldNotEvenBeTornDown() throws Exception {
        sandbox.fault = new IllegalStateException("the books are away");
        sandbox.left.add("vpc-1");

        Throwable told = catchThrowable(teardown()::perform);

        assertThat(told).hasMessageContaining("still there: vpc-1.").hasRootCause(sandbox.fault);
        assertThat(remaining()).isEqualTo(List.of("vpc-1"));
    }

    @Test
    void leavesNoCertificateOfAnEarlierAttemptWhenNobodyCanTell() {
        store.faulty.add("delete scratch/hook.jar");
        sandbox.unknown = new IllegalStateException("AWS cannot be asked");
        var teardown = teardown();

        Throwable told = catchThrowable(teardown::perform);

        assertThat(told).hasMessage("delete scratch/hook.jar").hasSuppressedException(sandbox.unknown);
        assertThat(certificate()).doesNotExist();
        assertThat(teardown.end()).isEqualTo(SandboxEnd.LEFT);
    }

    @Test
    void certifiesNothingOfARunThatIsAnotherLaunchers() throws Exception {
        sandbox.fault = new SupersededException("taken");
        sandbox.left.add("vpc-1");

        Throwable told = catchThrowable(teardown()::perform);

        assertThat(told).isSameAs(sandbox.fault);
        assertThat(Files.readString(certificate())).contains("earlier");
    }

    /** On another base, or in another region, the command would find nothing, and say so as if that were all. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                     | --base=backflow-base
            'aws: {base: other}'                    | --base=other
            'aws: {base: other, region: eu-west-3}' | --base=other --region=eu-west-3
            """)
    void saysWithWhichCommandTheSandboxIsFound(String line, String options) {
        sandbox.left.add("vpc-1");
        var aws = new SandboxesToFind();
        try (Cloud cloud = aws.open(aws.surroundings(() -> {}, () -> {}))) {
            Throwable told = catchThrowable(teardown(cloud, line)::perform);

            assertThat(told).message().endsWith("Remove it with: sandbox destroy --job=invoices --run=1 " + options);
        }
    }

    private Path ofRun() {
        return folder.resolve("runs/1");
    }

    private Path certificate() {
        return ofRun().resolve(TeardownCertificate.NAME);
    }

    private List<?> remaining() throws IOException {
        var written = (Map<?, ?>) Objects.requireNonNull(PlainJson.read(Files.readAllBytes(certificate())));
        assertThat(String.valueOf(written.get("at"))).isEqualTo("1970-01-01T00:00:00Z");
        return (List<?>) Objects.requireNonNull(written.get("remaining"));
    }

    private TeardownPhase teardown() {
        return teardown(null, "");
    }

    private TeardownPhase teardown(@Nullable Cloud cloud, String line) {
        try {
            Path file = Files.writeString(folder.resolve("invoices.yaml"), """
                    hook: {jar: hook.jar}
                    source: file:in
                    results: file:out
                    """ + line);
            var job = new JobFileParser(folder).parse("invoices", file, List.of());
            var stop = new StopSignal();
            var launched = new LaunchedRun(job, run, ofRun(), store, store, new SilentObserver(), stop, 1, cloud);
            var workers = new PartitionWorkers(
                    database.ledger(),
                    new ResourcelessJobRepository(),
                    new TransactionTemplate(new ResourcelessTransactionManager()),
                    location -> store,
                    new Stores(S3Clients.ofEnvironment(null)),
                    Sleeper.real(),
                    InstantSource.system());
            return new TeardownPhase(launched, database.ledger(), workers, sandbox, InstantSource.fixed(Instant.EPOCH));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A store some of whose calls fail, each by its name and the file's. */
    private record FaultyStore(RunStore real, Set<String> faulty) implements RunStore {
        FaultyStore(RunStore real) {
            this(real, new HashSet<>());
        }

        private void meet(String call) throws IOException {
            if (faulty.contains(call)) {
                throw new IOException(call);
            }
        }

        @Override
        public Location location() {
            return real.location();
        }

        @Override
        public String place(String name) {
            return real.place(name);
        }

        @Override
        public PendingFile replace(String name) throws IOException {
            return real.replace(name);
        }

        @Override
        public PendingFile write(String name) throws IOException {
            return real.write(name);
        }

        @Override
        public InputStream read(String name, long fromByte) throws IOException {
            return real.read(name, fromByte);
        }

        @Override
        public boolean exists(String name) throws IOException {
            return real.exists(name);
        }

        @Override
        public Cursor<String> list(String prefix) throws IOException {
            meet("list " + prefix);
            return real.list(prefix);
        }

        @Override
        public void delete(String name) throws IOException {
            meet("delete " + name);
            real.delete(name);
        }
    }
}
