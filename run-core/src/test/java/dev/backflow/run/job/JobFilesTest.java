package dev.backflow.run.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobFilesTest {
    private final Path folder;
    private final JobFiles jobs;

    JobFilesTest(@TempDir Path folder) {
        this.folder = folder;
        this.jobs = new JobFiles(folder);
    }

    @BeforeEach
    void writeSomeJobs() throws IOException {
        Files.writeString(folder.resolve("invoices.yaml"), "description: |\n  Read\n  invoices\nlimit: wrong\n");
        Files.writeString(folder.resolve("mail.yml"), "limit: 5\n");
        Files.writeString(folder.resolve("broken.yaml"), "a: b: c\n");
        Files.writeString(folder.resolve("README.md"), "");
        Files.writeString(folder.resolve(".hidden.yaml"), "");
        Files.writeString(folder.resolve("no..job.yaml"), "");
        Files.createDirectory(folder.resolve("folder.yaml"));
    }

    @Test
    void findsBothExtensions() {
        assertThat(jobs.find("invoices")).isEqualTo(folder.resolve("invoices.yaml"));
        assertThat(jobs.find("mail")).isEqualTo(folder.resolve("mail.yml"));
    }

    @Test
    void listsEveryJobByNameEvenOneThatIsBroken() {
        assertThat(jobs.list())
                .containsExactly(
                        new JobEntry(
                                "broken",
                                folder.resolve("broken.yaml"),
                                "(cannot be read: " + folder.resolve("broken.yaml")
                                        + ":1:5: This is not YAML: mapping values are not allowed here. Check the"
                                        + " indentation, colons, quotes and brackets here and just above.)"),
                        new JobEntry("invoices", folder.resolve("invoices.yaml"), "Read\\u{A}invoices"),
                        new JobEntry("mail", folder.resolve("mail.yml"), ""));
    }

    @Test
    void listsNothingWhereThereIsNoFolder() {
        var missing = new JobFiles(Path.of("no-such-folder"));

        assertThat(missing.list()).isEmpty();
        assertThatThrownBy(() -> missing.find("invoices"))
                .hasMessage("--job=invoices: There is no job invoices in no-such-folder. Write"
                        + " no-such-folder/invoices.yaml, or name the folder of job files with --jobs-dir.");
    }

    @Test
    void offersTheNearestJob() {
        assertThatThrownBy(() -> jobs.find("invioces"))
                .isInstanceOfSatisfying(
                        InvalidJobFileException.class, e -> assertThat(e.kind()).isEqualTo(Problem.Kind.COMMAND_LINE))
                .hasMessage("--job=invioces: There is no job invioces in " + folder + ". Did you mean --job=invoices?");
    }

    @Test
    void namesAllJobsWhenNoneIsNear() {
        assertThatThrownBy(() -> jobs.find("payroll-2026")).hasMessageEndingWith("Jobs here: broken, invoices, mail.");
    }

    @Test
    void refusesAJobWithTwoFiles() throws IOException {
        Files.writeString(folder.resolve("mail.yaml"), "");

        assertThatThrownBy(() -> jobs.find("mail")).hasMessageEndingWith("mail.yml. Remove one of them.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "..", "a..b", "../mail", "a/b", ".hidden", "-x", "a b", "a\nb", "Büro", "mail\u0000"})
    void refusesWhatCannotBeAJobName(String name) {
        assertThatThrownBy(() -> jobs.find(name))
                .isInstanceOf(InvalidJobFileException.class)
                .hasMessageContaining(" is not a job name. ")
                .hasMessageNotContaining("\n");
    }

    @Test
    void takesNamesOfUpTo64Characters() throws IOException {
        String longest = "a" + "B.9_-".repeat(12) + "xyz";
        Files.writeString(folder.resolve(longest + ".yaml"), "");

        assertThat(longest).hasSize(64);
        assertThat(jobs.find(longest)).exists();
        assertThatThrownBy(() -> jobs.find(longest + "x")).hasMessageContaining(" is not a job name. ");
    }
}
