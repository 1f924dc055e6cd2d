package dev.backflow.run.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlReaderTest {
    private final Path folder;
    private final JobFolder jobs;

    YamlReaderTest(@TempDir Path folder) {
        this.folder = folder;
        this.jobs = new JobFolder(folder);
    }

    @Test
    void saysWhatAnEmptyFileNeeds() {
        for (String nothing : List.of("", "\n\n", "# only a comment\n", "---\n", "{}")) {
            assertThat(jobs.faults(nothing))
                    .as(nothing)
                    .isNotEmpty()
                    .allMatch(fault -> fault.startsWith("jobs/job.yaml:"));
        }
        assertThat(jobs.faults(""))
                .extracting(fault -> fault.substring(0, fault.indexOf('.', 20)))
                .containsExactly(
                        "jobs/job.yaml:1:1: Key \"hook\" is missing",
                        "jobs/job.yaml:1:1: Key \"source\" is missing",
                        "jobs/job.yaml:1:1: Key \"results\" is missing");
    }

    @Test
    void refusesTabsAsIndentation() {
        assertThat(jobs.faults("hook:\n\tjar: x\n"))
                .containsExactly("jobs/job.yaml:2:1: A tab is used to indent. Indent with spaces.");
    }

    @Test
    void placesWhatIsNotYaml() {
        assertThat(jobs.faults("hook: {jar: x\nsource: file:a\n"))
                .singleElement()
                .asString()
                .startsWith("jobs/job.yaml:2:7: This is not YAML: ")
                .endsWith(". Check the indentation, colons, quotes and brackets here and just above.");
        assertThat(jobs.faults("%YAML 99999999999.1\n---\n{}"))
                .singleElement()
                .asString()
                .startsWith("jobs/job.yaml:1:18: This is not YAML: ");
    }

    @Test
    void refusesASecondDocument() {
        assertThat(jobs.faults(JobFolder.SMALLEST + "---\na: b\n"))
                .containsExactly("jobs/job.yaml:4:1: A second document starts here. Keep one job in one file.");
    }

    @Test
    void nestsTwentyDeepAndNoDeeper() {
        // The file's own mapping, the hook's, and the settings' are three of the twenty.
        assertThat(jobs.parsed(nested("[".repeat(17) + "]".repeat(17))).limit()).isEqualTo(100);
        assertThat(jobs.faults(nested("[".repeat(18) + "]".repeat(18))))
                .containsExactly(
                        "jobs/job.yaml:1:54: Lists and mappings are nested more than 20 deep. Nest them less.");
        assertThat(jobs.faults(nested("[".repeat(100_000)))).hasSize(1);
        assertThat(jobs.faults("- ".repeat(100_000))).hasSize(1);
    }

    @Test
    void countsTheDepthBehindAnAlias() {
        String deep =
                "{a: &a " + "[".repeat(10) + "]".repeat(10) + ", b: " + "[".repeat(6) + "*a" + "]".repeat(6) + "}";
        String deeper = deep.replace("*a", "[[*a]]");

        assertThat(jobs.parsed(nested(deep)).limit()).isEqualTo(100);
        assertThat(jobs.faults(nested(deeper)))
                .singleElement()
                .asString()
                .endsWith("Lists and mappings are nested more than 20 deep. Nest them less.");
    }

    @Test
    void takesTenAliasesAndNoMore() {
        String ten = "{a: &a x, b: [" + "*a, ".repeat(9) + "*a]}";
        String eleven = "{a: &a x, b: [" + "*a, ".repeat(10) + "*a]}";

        assertThat(jobs.parsed(nested(ten)).hook().settings().toString()).contains("x, x, x");
        assertThat(jobs.faults(nested(eleven)))
                .singleElement()
                .asString()
                .endsWith("More than 10 aliases. Write the values out instead of *names.");
    }

    @Test
    void countsWhatAliasesRepeat() {
        String list = "&a [" + "x,".repeat(1_000) + "]";
        String fits = "{a: " + list + ", b: &b [*a, *a, *a], c: [*b]}";
        String bomb = "{a: " + list + ", b: &b [*a, *a, *a], c: &c [*b, *b, *b], d: [*c, *c, *c]}";

        assertThat(jobs.parsed(nested(fits)).limit()).isEqualTo(100);
        assertThat(jobs.faults(nested(bomb)))
                .singleElement()
                .asString()
                .endsWith("More than 10000 keys and values. Keep data out of a job file: name files instead.");
        assertThat(jobs.faults("k: 1\n".repeat(100_000)))
                .last()
                .asString()
                .startsWith("jobs/job.yaml:5000:4: More than");
    }

    @Test
    void refusesAFileThatIsNotAMapping() {
        assertThat(jobs.faults("hook\n"))
                .singleElement()
                .asString()
                .startsWith(
                        "jobs/job.yaml:1:1: The job file is \"hook\". Write its keys below it: description, hook, ");
    }

    @Test
    void refusesAnAliasOfNothingOrOfItself() {
        assertThat(jobs.faults(nested("*a")))
                .containsExactly(
                        "jobs/job.yaml:1:37: Alias \"*a\" has no complete &anchor above it. Write the value" + " out.");
        assertThat(jobs.faults(nested("&a [*a]")))
                .containsExactly(
                        "jobs/job.yaml:1:41: Alias \"*a\" has no complete &anchor above it. Write the value" + " out.");
    }

    @Test
    void readsOneMebibyteAndNoMore() {
        String comment = "#" + "x".repeat(JobFileText.MAX_BYTES - JobFolder.SMALLEST.length() - 2) + "\n";

        assertThat(jobs.parsed(JobFolder.SMALLEST + comment).limit()).isEqualTo(100);
        assertThat(jobs.faults(JobFolder.SMALLEST + comment + "\n"))
                .containsExactly("jobs/job.yaml:1:1: The job file is larger than 1 MiB. Keep data out of it: name files"
                        + " instead.");
    }

    @Test
    void placesBytesThatAreNotUtf8AndCharactersThatCannotBe() {
        byte[] latin1 = "hook: {jar: a}\ndescription: Büro\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(jobs.faults(latin1))
                .containsExactly("jobs/job.yaml:2:15: The job file is not UTF-8 from here on. Save it as UTF-8.");
        assertThat(jobs.faults("hook: {jar: a}\r\ndescription: B\u0000\n"))
                .containsExactly("jobs/job.yaml:2:15: A job file may not hold the character U+0000. Remove it, or write"
                        + " it as an escape inside double quotes.");
    }

    @Test
    void refusesAFolderInPlaceOfAFile() {
        Path jobFolder = folder.resolve("job.yaml");
        assertThat(jobFolder.toFile().mkdir()).isTrue();
        var faults = new Faults();

        assertThat(new JobFileText(jobFolder, faults).read()).isNull();
        assertThat(faults.problems())
                .singleElement()
                .asString()
                .contains("The job file cannot be read (")
                .endsWith("Check that it is a file that this user may read.");
    }

    private static String nested(String value) {
        return "hook: {jar: a, settings: {key:      " + value + "}}\nsource: file:a\nresults: file:b\n";
    }
}
