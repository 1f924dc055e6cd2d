package dev.backflow.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.launcher.repository.BaseRepository;
import dev.backflow.launcher.repository.Repositories;
import dev.backflow.launcher.repository.Secrets;
import dev.backflow.launcher.repository.WorkerLogin;
import dev.backflow.launcher.sandbox.aws.Cloud;
import dev.backflow.launcher.sandbox.aws.SandboxesToFind;
import dev.backflow.launcher.sandbox.aws.Surroundings;
import dev.backflow.run.ledger.NewRun;
import dev.backflow.run.ledger.Run;
import dev.backflow.run.ledger.RunOutcome;
import dev.backflow.run.ledger.Runs;
import dev.backflow.run.ledger.TestDatabase;
import dev.backflow.run.time.Sleeper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found on a base, whose it is, and what of it may be removed. */
class CloudSandboxesTest {
    private static final Instant LATER = Instant.parse("2026-03-03T12:00:00Z");

    private final TestDatabase database = TestDatabase.h2InMemory();
    private final Runs runs = new Runs(database.ledger());
    private final TestDatabase baseDatabase = TestDatabase.h2InMemory();
    private final Runs baseRuns = new Runs(baseDatabase.ledger());
    private final Path data;
    private final SandboxesToFind aws = new SandboxesToFind();
    private final Set<String> alive = new HashSet<>();
    private Runnable meanwhile = () -> {};
    private boolean fenced = true;

    CloudSandboxesTest(@TempDir Path data) {
        this.data = data;
    }

    @AfterEach
    void close() {
        database.close();
        baseDatabase.close();
    }

    @Test
    void tellsWhoseEachSandboxIs() throws Exception {
        aws.sandbox("alive", 1, LATER);
        begun("alive");
        alive.add("alive");
        aws.sandbox("done", 1, LATER);
        runs.close(begun("done"), RunOutcome.COMPLETED, LATER);
        aws.sandbox("silent", 1, LATER);
        begun("silent");
        aws.sandbox("strange", 3, LATER);
        aws.sandbox("expired", 4, soon());
        aws.switchAlone("backflow-early-r2");
        aws.pass(Duration.ofMinutes(6));

        var rows = sandboxes().list(query(null, null));

        assertThat(rows)
                .extracting(row -> row.job() + " " + row.run() + " " + row.owner())
                .containsExactly(
                        "alive 1 ALIVE",
                        "done 1 FINISHED",
                        "early 2 UNKNOWN",
                        "expired 4 EXPIRED",
                        "silent 1 SILENT",
                        "strange 3 UNKNOWN");
        assertThat(rows)
                .filteredOn(row -> row.job().equals("early"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.name()).isEqualTo("backflow-early-r2");
                    assertThat(row.state()).isEqualTo("NO_STACK");
                    assertThat(row.age()).isNull();
                });
    }

    @Test
    void sweepsWhatNobodyNeedsAndNothingElse() throws Exception {
        aws.sandbox("invoices", 1, LATER);
        runs.close(begun("invoices"), RunOutcome.COMPLETED, LATER);
        aws.sandbox("live", 1, LATER);
        begun("live");
        alive.add("live");
        aws.sandbox("silent", 1, LATER);
        begun("silent");
        aws.sandbox("strange", 3, LATER);

        var removals = sandboxes().sweep(query(null, null), new SilentObserver());

        assertThat(told(removals))
                .containsExactlyInAnyOrder(
                        "invoices 1 FINISHED removed",
                        "live 1 ALIVE spared",
                        "silent 1 SILENT removed",
                        "strange 3 UNKNOWN spared");
        assertThat(aws.existing())
                .contains("stack backflow-live-r1", "stack backflow-strange-r3")
                .noneMatch(each -> each.contains("silent") || each.contains("invoices"));
    }

    @Test
    void sweepsWhatIsExpiredWithoutTheJobRepository() {
        aws.sandbox("expired", 4, soon());
        aws.sandbox("strange", 3, LATER);
        aws.pass(Duration.ofMinutes(6));
        aws.changes();

        var removals = sandboxes().sweep(query(null, null), new SilentObserver());

        assertThat(told(removals)).containsExactly("expired 4 EXPIRED removed", "strange 3 UNKNOWN spared");
        assertThat(aws.existing()).noneMatch(each -> each.contains("expired")).contains("stack backflow-strange-r3");
    }

    @Test
    void asksTheBaseWhereTheBooksOfTheDataFolderDoNotHaveTheRun() throws Exception {
        for (String job : List.of("alive", "done", "silent", "strange")) {
            aws.sandbox(job, 1, LATER);
            pointer(job);
        }
        begunOnTheBase("alive");
        alive.add("alive");
        baseRuns.close(begunOnTheBase("done"), RunOutcome.COMPLETED, LATER);
        begunOnTheBase("silent");

        var removals = sandboxes().sweep(query(null, null), new SilentObserver());

        assertThat(told(removals))
                .containsExactly(
                        "alive 1 ALIVE spared",
                        "done 1 FINISHED removed",
                        "silent 1 SILENT removed",
                        "strange 1 UNKNOWN spared");
    }

    @Test
    void asksTheBaseOfARunThatTheDataFolderKnowsNothingOf() throws Exception {
        aws.sandbox("done", 1, LATER);
        baseRuns.close(begunOnTheBase("done"), RunOutcome.COMPLETED, LATER);

        var removals = sandboxes().sweep(query(null, null), new SilentObserver());

        assertThat(told(removals)).containsExactly("done 1 FINISHED removed");
    }

    /** A job whose repository was another one before, which this data folder still points to. */
    @Test
    void sparesARunThatOnlyOneOfItsBooksKnowsAlive() throws Exception {
        aws.sandbox("moved", 1, LATER);
        runs.close(begun("moved"), RunOutcome.COMPLETED, LATER);
        begunOnTheBase("moved");
        alive.add("moved");

        var removals = sandboxes().destroy(query("moved", 1), false, new SilentObserver());

        assertThat(told(removals)).containsExactly("moved 1 ALIVE spared");
    }

    @Test
    void believesNoBooksWhoseRunOfThatNumberIsOfAnotherTier() throws Exception {
        aws.sandbox("local", 1, LATER);
        runs.close(begun("local", "processes", "base-bucket"), RunOutcome.COMPLETED, LATER);

        var removals = sandboxes().sweep(query(null, null), new SilentObserver());

        assertThat(told(removals)).containsExactly("local 1 UNKNOWN spared");
    }

    @Test
    void believesNoBooksWhoseRunOfThatNumberIsOfAnotherBase() throws Exception {
        aws.sandbox("elsewhere", 1, LATER);
        runs.close(begun("elsewhere", "fargate", "bucket-of-another-base"), RunOutcome.COMPLETED, LATER);

        var removals = sandboxes().sweep(query(null, null), new SilentObserver());

        assertThat(told(removals)).containsExactly("elsewhere 1 UNKNOWN spared");
    }

    @Test
    void stopsForALauncherThatOnlyTheBaseKnows() throws Exception {
        aws.sandbox("done", 1, LATER);
        pointer("done");
        Run run = begunOnTheBase("done");
        meanwhile = () -> {
            meanwhile = () -> {};
            baseRuns.takeOver(run, "another");
        };

        sandboxes().sweep(query(null, null), new SilentObserver());

        assertThat(aws.existing()).contains("stack backflow-done-r1");
    }

    @Test
    void removesASwitchWithoutAStack() throws Exception {
        aws.switchAlone("backflow-early-r1");
        begun("early");

        var removals = sandboxes().sweep(query(null, null), new SilentObserver());

        assertThat(told(removals)).containsExactly("early 1 SILENT removed");
        assertThat(aws.existing()).isEmpty();
    }

    @Test
    void destroysWhatNoBooksTellOfWhenItIsNamed() {
        aws.sandbox("strange", 3, LATER);
        aws.sandbox("strange", 4, LATER);

        var removals = sandboxes().destroy(query("strange", 3), false, new SilentObserver());

        assertThat(told(removals)).containsExactly("strange 3 UNKNOWN removed");
        assertThat(aws.existing()).containsExactly("stack backflow-strange-r4", "switch backflow-strange-r4");
    }

    @Test
    void destroysASwitchWhoseNameLacksSomethingOfTheJobs() {
        aws.switchOf("a.b", 1).switchOf("a_b", 1);

        var removals = sandboxes().destroy(query("a.b", 1), false, new SilentObserver());

        assertThat(told(removals)).containsExactly("a.b 1 UNKNOWN removed");
        assertThat(aws.existing()).singleElement().asString().startsWith("switch backflow-a-b-");
        assertThat(sandboxes().list(query("a_b", null))).hasSize(1);
    }

    @Test
    void sparesASwitchWhoseNameLacksSomethingOfALiveJobs() throws Exception {
        aws.switchOf("a.b", 1);
        begun("a.b");
        alive.add("a.b");

        var removals = sandboxes().destroy(query("a.b", 1), false, new SilentObserver());

        assertThat(told(removals)).containsExactly("a.b 1 ALIVE spared");
    }

    @Test
    void neverTouchesALiveRun() throws Exception {
        aws.sandbox("live", 1, soon());
        aws.pass(Duration.ofMinutes(6));
        begun("live");
        alive.add("live");
        aws.changes();

        sandboxes().list(query(null, null));
        sandboxes().sweep(query(null, null), new SilentObserver());
        var removals = sandboxes().destroy(query("live", 1), true, new SilentObserver());

        assertThat(told(removals)).containsExactly("live 1 ALIVE spared");
        assertThat(aws.changes()).isEmpty();
    }

    @Test
    void stopsForALauncherThatComesWhileAnotherSandboxIsBeingRemoved() throws Exception {
        aLauncherComesWhileAnotherSandboxIsBeingRemoved();

        assertThat(aws.existing()).containsExactly("stack backflow-second-r1", "switch backflow-second-r1");
    }

    /** The same without its fence: a sandbox that does not ask for it takes a live run's stack away. */
    @Test
    void wouldTakeTheSandboxOfALiveRunAwayWithoutItsFence() throws Exception {
        fenced = false;

        aLauncherComesWhileAnotherSandboxIsBeingRemoved();

        assertThat(aws.existing()).isEmpty();
    }

    private void aLauncherComesWhileAnotherSandboxIsBeingRemoved() throws Exception {
        aws.sandbox("first", 1, LATER);
        begun("first");
        aws.sandbox("second", 1, LATER);
        Run second = begun("second");
        meanwhile = () -> {
            // Once only, so that nothing that is asked afterwards sees it move.
            meanwhile = () -> {};
            runs.takeOver(second, "another");
        };

        sandboxes().sweep(query(null, null), new SilentObserver());
    }

    /** Before its dead-man's switch would end it, so that it is there and expired. */
    private Instant soon() {
        return aws.clock().instant().plus(Duration.ofMinutes(5));
    }

    private static List<String> told(List<SandboxRemoval> removals) {
        return removals.stream()
                .map(each -> "%s %d %s %s"
                        .formatted(
                                each.sandbox().job(),
                                each.sandbox().run(),
                                each.sandbox().owner(),
                                each.removed() && each.isClean() ? "removed" : "spared"))
                .toList();
    }

    /** Run 1 of a job whose books the data folder points to. */
    private Run begun(String job) throws IOException {
        return begun(job, "fargate", "base-bucket");
    }

    private Run begun(String job, String tier, String bucket) throws IOException {
        pointer(job);
        return begun(runs, job, tier, bucket);
    }

    private static Run begun(Runs books, String job, String tier, String bucket) {
        return books.begin(
                new NewRun(job, "elsewhere", tier, 10, "job", "hook", LATER),
                number -> "s3://%s/jobs/%s/runs/%d/".formatted(bucket, job, number));
    }

    private void pointer(String job) throws IOException {
        Path pointer = data.resolve(job).resolve("repository/base.json");
        Files.createDirectories(pointer.resolveSibling(""));
        Files.writeString(pointer, "{\"base\": \"backflow-base\", \"region\": null}");
    }

    /** Run 1 of a job in the base's own books. */
    private Run begunOnTheBase(String job) {
        aws.database(baseDatabase.url(), baseDatabase.user());
        return begun(baseRuns, job, "fargate", "base-bucket");
    }

    private SandboxQuery query(@Nullable String job, @Nullable Integer run) {
        return new SandboxQuery("backflow-base", null, data, job, run);
    }

    private CloudSandboxes sandboxes() {
        Sleeper glance = duration -> {
            beat(runs);
            beat(baseRuns);
        };
        return new CloudSandboxes(
                new Repositories(Secrets.random(), Map.of(), new Books()), aws.clock(), glance, new InTheCloud());
    }

    private void beat(Runs books) {
        books.list(null).stream()
                .filter(run -> run.unfinished() && alive.contains(run.job()))
                .forEach(books::beat);
    }

    private final class InTheCloud implements CloudSandboxes.Reach {
        @Override
        public Cloud open(SandboxQuery query, Surroundings surroundings) {
            return aws.open(surroundings);
        }

        @Override
        public Surroundings surroundings(RunObserver observer, Runnable fence) {
            return aws.surroundings(fenced ? fence : () -> {}, () -> meanwhile.run());
        }
    }

    private final class Books implements BaseRepository {
        @Override
        public Access of(String base, @Nullable String region) {
            return new Access(database.url(), database.user(), "", WorkerLogin.ofSecret("worker", ""));
        }

        @Override
        public WorkerLogin worker(String secret, @Nullable String region) {
            throw new IllegalStateException("no worker is started here");
        }
    }
}
