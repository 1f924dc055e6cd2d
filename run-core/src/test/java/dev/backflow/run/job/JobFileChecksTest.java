package dev.backflow.run.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobFileChecksTest {
    private final Path folder;
    private final JobFolder jobs;

    JobFileChecksTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.jobs = new JobFolder(folder.toRealPath());
    }

    @BeforeEach
    void makeAHookAndDocuments() throws IOException {
        Files.createDirectories(folder.resolve("documents/inner"));
        Files.writeString(folder.resolve("hook.jar"), "");
    }

    @Test
    void takesWhatIsThere() {
        Path file = jobs.written(JobFolder.SMALLEST.getBytes(StandardCharsets.UTF_8));

        NamedJobFile job = jobs.parser().parseAndCheck("job", file, List.of());

        assertThat(job.file().source()).isEqualTo(new Folder(jobs.path().resolve("documents")));
        assertThat(folder.resolve("results")).doesNotExist();
    }

    @Test
    void tellsAMissingSourceFromOtherFaults() {
        InvalidJobFileException missing = jobs.refusalWithChecks(JobFolder.SMALLEST.replace("documents", "missing"));
        InvalidJobFileException both =
                jobs.refusalWithChecks(JobFolder.SMALLEST.replace("documents", "missing") + "limit: -1\n");

        assertThat(missing.kind()).isEqualTo(Problem.Kind.SOURCE_NOT_READABLE);
        assertThat(both.problems()).hasSize(2);
        assertThat(both.kind()).isEqualTo(Problem.Kind.JOB_FILE);
    }

    @Test
    void reportsEverythingThatIsMissingAtOnce() {
        List<String> faults = jobs.faultsWithChecks("""
                hook: {jar: documents}
                source: file:hook.jar
                results: file:hook.jar/results
                repository: {url: "jdbc:postgresql://db/x", user: me, password-file: secret}
                """);

        assertThat(faults)
                .containsExactly(
                        "jobs/job.yaml:1:13: hook.jar is not a file: jobs/documents. Name a file.",
                        "jobs/job.yaml:2:9: source is not a folder: jobs/hook.jar. Name a folder.",
                        "jobs/job.yaml:3:10: results cannot be a folder, because this is a file: jobs/hook.jar. Name"
                                + " another folder.",
                        "jobs/job.yaml:3:10: results is inside the source: jobs/hook.jar/results. Name a folder outside,"
                                + " or results become documents.",
                        "jobs/job.yaml:4:70: repository.password-file is not there: jobs/secret. Check the path.");
    }

    @Test
    void keepsResultsAndDocumentsApart() {
        assertThat(resultsFault("documents"))
                .isEqualTo("results and source are the same folder: jobs/documents. Name another folder for results.");
        assertThat(resultsFault("documents/new"))
                .isEqualTo("results is inside the source: jobs/documents/new. Name a folder outside, or results become"
                        + " documents.");
        assertThat(resultsFault("."))
                .isEqualTo("results holds the source: jobs. Name a folder that does not hold the documents.");
    }

    @Test
    void seesThroughSymbolicLinks() throws IOException {
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("documents"));

        assertThat(resultsFault("link"))
                .isEqualTo("results and source are the same folder: jobs/documents. Name another folder for results.");
        assertThat(resultsFault("link/new/deep"))
                .isEqualTo("results is inside the source: jobs/link/new/deep. Name a folder outside, or results become"
                        + " documents.");
    }

    @Test
    void placesAFaultOfTheCommandLineThere() {
        assertThat(jobs.faultsWithChecks(JobFolder.SMALLEST, "source=file:missing"))
                .containsExactly(
                        "--set source=file:missing: source is not there: jobs/working/missing. Check the path.");
    }

    private String resultsFault(String results) {
        List<String> faults = jobs.faultsWithChecks(JobFolder.SMALLEST.replace("file:results", "file:" + results));
        assertThat(faults).hasSize(1);
        return faults.get(0).replace("jobs/job.yaml:3:10: ", "");
    }
}
