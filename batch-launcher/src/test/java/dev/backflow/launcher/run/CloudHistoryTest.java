package dev.backflow.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.launcher.repository.BaseRepository;
import dev.backflow.launcher.repository.ReadRepository;
import dev.backflow.launcher.repository.Repositories;
import dev.backflow.launcher.repository.Secrets;
import dev.backflow.launcher.repository.WorkerLogin;
import dev.backflow.run.job.Folder;
import dev.backflow.run.job.JobFile;
import dev.backflow.run.job.S3Location;
import dev.backflow.run.job.SettingOverride;
import dev.backflow.run.ledger.NewRun;
import dev.backflow.run.ledger.Run;
import dev.backflow.run.ledger.RunOutcome;
import dev.backflow.run.ledger.Runs;
import dev.backflow.run.ledger.TestDatabase;
import dev.backflow.run.store.FolderRunStore;
import dev.backflow.run.store.RunStore;
import dev.backflow.run.store.RunStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a host knows of runs on Fargate: by what an earlier start left there, or by the job file alone. */
class CloudHistoryTest {
    private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");

    private final TestDatabase database = TestDatabase.h2InMemory();
    private final Runs runs = new Runs(database.ledger());
    private final Path folder;
    private final Path data;
    private final List<@Nullable String> regions = new ArrayList<>();
    private final Repositories repositories = new Repositories(Secrets.random(), Map.of(), new Books());

    CloudHistoryTest(@TempDir Path folder) {
        this.folder = folder;
        this.data = folder.resolve("data");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void readsTheFilesOfARunInTheRegionOfItsBase() throws Exception {
        JobFile file = job("aws: {region: eu-west-3}");
        repositories.open(repository(), file).close();
        begun();

        new LedgerHistory(repositories, this::stores).show(data, "letters", 1);

        assertThat(regions).containsExactly("eu-west-3");
    }

    @Test
    void keepsTheRegionOfAJobWhoseRepositoryIsElsewhere() throws Exception {
        JobFile file = job(
                "aws: {region: eu-west-3}",
                "repository: {url: 'jdbc:postgresql://db/own', user: me, worker-secret: 'arn:aws:secretsmanager:eu-west-3:123456789012:secret:worker'}");

        repositories.open(repository(), file).close();

        assertThat(repositories.region(repository())).isEqualTo("eu-west-3");
    }

    @Test
    void findsWhatARunBeganWithOnAHostThatHasNeverSeenTheJob() throws Exception {
        Run run = begun();
        var said = new RunOverrides(folder, List.of(SettingOverride.limit("7")));
        said.write(folder.resolve("the other host/letters/runs/1"), store(run));

        assertThat(last().of("letters", job(), places())).isEqualTo(said);
    }

    @Test
    void findsWhatTheLastRunBeganWithAndNotTheLastOfThisHost() throws Exception {
        Run first = begun();
        new RunOverrides(folder, List.of(SettingOverride.limit("7")))
                .write(data.resolve("letters/runs/1"), store(first));
        runs.close(first, RunOutcome.COMPLETED, NOON);
        Run second = begun();
        var said = new RunOverrides(folder, List.of(SettingOverride.limit("8")));
        said.write(folder.resolve("the other host/letters/runs/2"), store(second));

        assertThat(last().of("letters", job(), places())).isEqualTo(said);
    }

    /** What it was told went to the launcher's own folder first. */
    @Test
    void findsWhatARunBeganWithWhoseLauncherHasNotReachedS3() throws Exception {
        store(begun());
        var said = new RunOverrides(folder, List.of(SettingOverride.limit("7")));
        said.write(data.resolve("letters/runs/1"), null);

        assertThat(last().of("letters", job(), places())).isEqualTo(said);
    }

    @Test
    void doesNotTakeWhatAnEarlierRunOfThisHostBeganWith() throws Exception {
        Run first = begun();
        new RunOverrides(folder, List.of(SettingOverride.limit("7"))).write(data.resolve("letters/runs/1"), null);
        runs.close(first, RunOutcome.COMPLETED, NOON);
        store(begun());

        assertThat(last().of("letters", job(), places()).overrides()).isEmpty();
    }

    @Test
    void looksIntoTheBooksOfThisMachineOnceTheJobIsServedHereAgain() throws Exception {
        repositories.open(repository(), job("aws: {region: eu-west-3}")).close();
        JobFile here = WrittenJob.in(
                        folder.resolve("jobs"),
                        "letters",
                        "source: file:" + Files.createDirectories(folder.resolve("documents")),
                        "results: file:" + folder.resolve("results"),
                        "tier: inline")
                .file();

        repositories.open(repository(), here).close();

        try (ReadRepository other = repositories.read(repository(), database.url())) {
            assertThat(other).as("other books than the base's").isNotNull();
        }
        assertThat(repositories.region(repository())).isNull();
    }

    @Test
    void saysNothingInPlaceOfTheJobFileWhereNoRunWasEverBegun() throws Exception {
        assertThat(last().of("letters", job(), places()).overrides()).isEmpty();
    }

    private JobFile job(String... lines) throws IOException {
        return WrittenJob.ofFargate(folder.resolve("jobs"), "letters", lines).file();
    }

    private Path repository() {
        return JobFolder.of(data, "letters").repository();
    }

    private LastOverrides last() {
        return new LastOverrides(repositories, JobFolder.of(data, "letters"));
    }

    private Run begun() {
        return runs.begin(
                new NewRun("letters", "elsewhere", "fargate", 10, "job", "hook", NOON),
                number -> "s3://base-bucket/jobs/letters/runs/%d/".formatted(number));
    }

    private RunStores stores(@Nullable String region) {
        regions.add(region);
        return location -> {
            Path bucket = folder.resolve(((S3Location) location).bucket());
            return new FolderRunStore(bucket.resolve(((S3Location) location).prefix()));
        };
    }

    private RunStore store(Run run) throws IOException {
        RunStore store = places().of(run);
        Files.createDirectories(((Folder) store.location()).path());
        return store;
    }

    private RunPlaces places() {
        return new RunPlaces(stores(null), file -> null);
    }

    private final class Books implements BaseRepository {
        @Override
        public Access of(String base, @Nullable String region) {
            return new Access(database.url(), database.user(), "", WorkerLogin.ofSecret("worker", ""));
        }

        @Override
        public WorkerLogin worker(String secret, @Nullable String region) {
            return WorkerLogin.ofSecret("worker", "");
        }
    }
}
