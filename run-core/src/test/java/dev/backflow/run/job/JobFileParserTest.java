package dev.backflow.run.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobFileParserTest {
    private static final String DIGEST = "0123456789abcdef".repeat(4);

    private final Path folder;
    private final JobFolder jobs;

    JobFileParserTest(@TempDir Path folder) {
        this.folder = folder;
        this.jobs = new JobFolder(folder);
    }

    @Test
    void givesExactlyTheDefaultsToTheSmallestFile() {
        JobFile job = jobs.parsed(JobFolder.SMALLEST);

        assertThat(job)
                .isEqualTo(new JobFile(
                        "",
                        new HookJar(folder.resolve("hook.jar"), null, Map.of(), null),
                        new Folder(folder.resolve("documents")),
                        new Folder(folder.resolve("results")),
                        ResultLayout.PER_DOCUMENT,
                        100,
                        2,
                        new Tolerance.Count(0),
                        null,
                        Tier.AUTO,
                        Workers.defaults(),
                        null,
                        Backup.AUTO,
                        Aws.defaults(),
                        null));
    }

    @Test
    void readsEveryKey() {
        JobFile job = jobs.parsed("""
                description: Extract text
                hook:
                  jar: ../hooks/text.jar
                  class: com.example.Text$Hook
                  settings: {language: no, pages: 3, scale: 0.5, strict: true, only: [pdf, {deep: -1}]}
                  sha256: %1$s
                source: file:/data/in/
                results: file:../out
                result-layout: bundled
                limit: 0
                retries: 10
                tolerate: 0.5%%
                deadline: 90m
                tier: processes
                workers: {min: 2, max: 20, cpu: 2048, memory: 2GB, scale-up-at: 75, slots: 64}
                access: 203.0.113.0/24
                backup: copy
                aws:
                  base: our-base
                  region: eu-central-1
                  image: 123456789012.dkr.ecr.eu-central-1.amazonaws.com/worker@sha256:%1$s
                  time-to-live: 6h
                repository:
                  url: "jdbc:postgresql://db:5432/backflow?ssl=true"
                  user: me
                  password-file: secret
                  worker-secret: arn:aws:secretsmanager:eu-central-1:123456789012:secret:db/worker-AbCdEf
                """.formatted(DIGEST));

        assertThat(job)
                .isEqualTo(new JobFile(
                        "Extract text",
                        new HookJar(
                                folder.resolveSibling("hooks/text.jar"),
                                "com.example.Text$Hook",
                                Map.of(
                                        "language",
                                        "no",
                                        "pages",
                                        3L,
                                        "scale",
                                        0.5,
                                        "strict",
                                        true,
                                        "only",
                                        List.of("pdf", Map.of("deep", -1L))),
                                DIGEST),
                        new Folder(Path.of("/data/in")),
                        new Folder(folder.resolveSibling("out")),
                        ResultLayout.BUNDLED,
                        0,
                        10,
                        new Tolerance.Percent(new BigDecimal("0.5")),
                        Duration.ofMinutes(90),
                        Tier.PROCESSES,
                        new Workers(2, 20, new Cpu(2048), new DataSize(2048), 75, 64),
                        new Access("203.0.113.0/24"),
                        Backup.COPY,
                        new Aws(
                                "our-base",
                                "eu-central-1",
                                "123456789012.dkr.ecr.eu-central-1.amazonaws.com/worker@sha256:" + DIGEST,
                                Duration.ofHours(6)),
                        new Repository(
                                "jdbc:postgresql://db:5432/backflow?ssl=true",
                                "me",
                                folder.resolve("secret"),
                                "arn:aws:secretsmanager:eu-central-1:123456789012:secret:db/worker-AbCdEf")));
    }

    @Test
    void printsTenDifferentFaultsAsTenLines() {
        List<String> faults = jobs.faultsWithChecks("""
                discription: Misspelt
                hook:
                  jar: missing.jar
                  class: not a class
                source: file:missing
                limit: -1
                limit: 5
                retries: many
                tier: lambda
                workers: {memory: 512}
                """);

        assertThat(faults)
                .containsExactly(
                        "jobs/job.yaml:1:1: Unknown key \"discription\". Did you mean description?",
                        "jobs/job.yaml:1:1: Key \"results\" is missing. Add it. Where results are written to:"
                                + " file:FOLDER, which is made when it does not exist, or s3://BUCKET/PREFIX/.",
                        "jobs/job.yaml:3:8: hook.jar is not there: jobs/missing.jar. Check the path; a hook that is"
                                + " part of a project must be built first.",
                        "jobs/job.yaml:4:10: hook.class is \"not a class\". Write a class name, such as"
                                + " com.example.Invoices.",
                        "jobs/job.yaml:5:9: source is not there: jobs/missing. Check the path.",
                        "jobs/job.yaml:6:8: limit is -1. Write a whole number from 0 to 1000000000000.",
                        "jobs/job.yaml:7:1: Key \"limit\" is here twice. Remove one of the two.",
                        "jobs/job.yaml:8:10: retries is \"many\". Write a whole number from 0 to 10.",
                        "jobs/job.yaml:9:7: tier is \"lambda\". Write one of: inline, processes, fargate, auto.",
                        "jobs/job.yaml:10:19: workers.memory is 512. Write a size with its unit, MB or GB, from 64MB to"
                                + " 1024GB.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "limit:|limit is empty. Write a whole number from 0 to 1000000000000.",
                "limit: null|limit is empty. Write a whole number from 0 to 1000000000000.",
                "limit: ''|limit is empty. Write a whole number from 0 to 1000000000000.",
                "limit: '5'|limit is \"5\". Write a whole number from 0 to 1000000000000.",
                "limit: [5]|limit is a list. Write a whole number from 0 to 1000000000000.",
                "limit: .nan|limit is .nan. Write a whole number from 0 to 1000000000000.",
                "limit: -.inf|limit is -.inf. Write a whole number from 0 to 1000000000000.",
                "limit: 1.5|limit is 1.5. Write a whole number from 0 to 1000000000000.",
                "limit: 1e999999999999|limit is 1e999999999999. Write a whole number from 0 to 1000000000000.",
                "limit: 1e-999999999|limit is 1e-999999999. Write a whole number from 0 to 1000000000000.",
                "limit: 1_000|limit is \"1_000\". Write a whole number from 0 to 1000000000000.",
                "limit: true|limit is true. Write a whole number from 0 to 1000000000000.",
                "limit: 1000000000001|limit is 1000000000001. Write a whole number from 0 to 1000000000000.",
                "limit: ١٠|limit is \"١٠\". Write a whole number from 0 to 1000000000000.",
                "retries: 11|retries is 11. Write a whole number from 0 to 10.",
                "description: 2026|description is 2026. Put it in quotes if it is meant as text. Write a sentence, or"
                        + " leave the key out.",
                "tier: Auto|tier is \"Auto\". Write one of: inline, processes, fargate, auto. Did you mean auto?",
                "result-layout: 1|result-layout is 1. Write one of: per-document, bundled.",
                "tolerate: -1|tolerate is -1. Write a number of documents, such as 5, or a percentage from 0% to"
                        + " 100%.",
                "tolerate: 101%|tolerate is \"101%\". Write a number of documents, such as 5, or a percentage from 0%"
                        + " to 100%.",
                "tolerate: 20 %|tolerate is \"20 %\". Write a number of documents, such as 5, or a percentage from 0%"
                        + " to 100%.",
                "workers: 3|workers is 3. Write its keys below it: min, max, cpu, memory, scale-up-at, slots.",
                "workers:|workers is empty. Write its keys below it: min, max, cpu, memory, scale-up-at, slots.",
                "workers: {memory: 512 mb}|workers.memory is \"512 mb\". Write a size with its unit, MB or GB, from 64MB"
                        + " to 1024GB.",
                "workers: {memory: 63MB}|workers.memory is \"63MB\". Write a size with its unit, MB or GB, from 64MB to"
                        + " 1024GB.",
                "workers: {least: 1}|Unknown key \"workers.least\". Known keys here: min, max, cpu, memory, scale-up-at,"
                        + " slots.",
                "throttle: 2|Unknown key \"throttle\". Known keys here: description, hook, source, results,"
                        + " result-layout, limit, retries, tolerate, deadline, tier, workers, access, backup, aws,"
                        + " repository.",
                "Limit: 5|Unknown key \"Limit\". Did you mean limit?",
                "<<: {limit: 5}|Unknown key \"<<\". Known keys here: description, hook, source, results,"
                        + " result-layout, limit, retries, tolerate, deadline, tier, workers, access, backup, aws,"
                        + " repository.",
                "? [a]\\n: b|A key is a list. Write a name before the colon.",
                "limit: !!int 5|Tag \"!!int\" is not allowed. Remove the tag; put text that looks like a number in"
                        + " quotes.",
                "description: !!javax.script.ScriptEngineManager [x]|Tag \"!!javax.script.ScriptEngineManager\" is not"
                        + " allowed. Remove the tag; put text that looks like a number in quotes.",
                "repository: {user: me}|Key \"repository.url\" is missing. Add it. The database, as"
                        + " jdbc:postgresql://HOST:PORT/NAME. It never holds a user or a password.",
            })
    void refuses(String line, String fault) {
        List<String> faults = jobs.faults(JobFolder.SMALLEST + line.replace("\\n", "\n") + "\n");

        assertThat(faults)
                .first()
                .asString()
                .matches("jobs/job.yaml:4:\\d+: .*")
                .endsWith(": " + fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "source: documents/|source is \"documents/\". Write file:documents/ if it is a folder.",
                "source: 'file:'|source is \"file:\". Write file:FOLDER or s3://BUCKET/PREFIX/.",
                "source: file://host/x|source is \"file://host/x\". Write file:FOLDER or s3://BUCKET/PREFIX/.",
                "source: http://x/|source is \"http://x/\". Write file:FOLDER or s3://BUCKET/PREFIX/.",
                "source: \"file:a\\0b\"|source is \"file:a\\u{0}b\". Write a path that this system can have.",
                "source: \"file:a\\nb\\u2028\"|",
            })
    void takesFoldersAsASource(String line, String fault) {
        String yaml = "hook: {jar: hook.jar}\nresults: file:results\n" + line + "\n";

        if (fault == null) {
            assertThat(jobs.parsed(yaml).source().shown()).isEqualTo(folder + "/a\nb\u2028");
        } else {
            assertThat(jobs.faults(yaml)).containsExactly("jobs/job.yaml:3:9: " + fault);
        }
    }

    @Test
    void refusesAHookJarInABucket() {
        List<String> faults = jobs.faults("hook: {jar: s3://b/hook.jar}\nsource: file:a\nresults: file:b\n");

        assertThat(faults)
                .containsExactly("jobs/job.yaml:1:13: hook.jar is \"s3://b/hook.jar\". This version reads files of this"
                        + " machine only. Write a path.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db/backflow?password=hunter2",
                "jdbc:postgresql://db/backflow?ssl=true&PassWord=hunter2",
                "jdbc:postgresql://db/backflow?sslpassword=hunter2",
                "jdbc:postgresql://me:hunter2@db/backflow",
                "postgres://me:hunter2@db/backflow",
                "jdbc:postgresql://db/backflow?user=hunter2",
                "jdbc:mysql://db/hunter2",
            })
    void refusesAnUrlThatCarriesCredentialsWithoutRepeatingThem(String url) {
        String yaml = JobFolder.SMALLEST + "repository: {user: me, url: \"" + url + "\"}\n";

        List<String> inFile = jobs.faults(yaml);
        List<String> onCommandLine = jobs.faults(JobFolder.SMALLEST, "repository.user=me", "repository.url=" + url);

        assertThat(inFile)
                .singleElement()
                .asString()
                .startsWith("jobs/job.yaml:4:29: repository.url is not acceptable. Write jdbc:postgresql://HOST")
                .doesNotContain("hunter2");
        assertThat(onCommandLine)
                .singleElement()
                .asString()
                .startsWith("--set repository.url=...: repository.url is not acceptable.")
                .doesNotContain("hunter2");
    }

    @Test
    void doesNotRepeatAPasswordWrittenAsAKey() {
        List<String> faults = jobs.faults(
                JobFolder.SMALLEST + "repository: {url: \"jdbc:postgresql://db/b\", user: me, password: hunter2}\n");

        assertThat(faults)
                .containsExactly(
                        "jobs/job.yaml:4:55: Unknown key \"repository.password\". Did you mean password-file?");
    }

    @Test
    void reportsEveryFaultWithinTheSettings() {
        List<String> faults = jobs.faults("""
                hook:
                  jar: hook.jar
                  settings:
                    a: .nan
                    b: {c: [1, 99999999999999999999, ~]}
                    d: 1e999
                source: file:documents
                results: file:results
                """);

        assertThat(faults)
                .containsExactly(
                        "jobs/job.yaml:4:8: hook.settings.a is .nan. Write a finite number, or put it in quotes if it is"
                                + " meant as text.",
                        "jobs/job.yaml:5:16: hook.settings.b.c is 99999999999999999999. Put a number as large as this in"
                                + " quotes; the hook gets it as text.",
                        "jobs/job.yaml:5:38: hook.settings.b.c is empty. Write a value, \"\" for empty text, or leave it"
                                + " out.",
                        "jobs/job.yaml:6:8: hook.settings.d is 1e999. Put a number as large as this in quotes; the hook"
                                + " gets it as text.");
    }

    @Test
    void takesYesNoOnAndOffInSettingsAsText() {
        JobFile job = jobs.parsed("""
                hook: {jar: hook.jar, settings: {a: yes, b: No, c: on, d: OFF, e: True, f: 010, g: 0x1F, h: 0o17}}
                source: file:documents
                results: file:results
                """);

        assertThat(job.hook().settings())
                .isEqualTo(
                        Map.of("a", "yes", "b", "No", "c", "on", "d", "OFF", "e", true, "f", 10L, "g", 31L, "h", 15L));
    }

    @Test
    void putsTheValuesOfTheCommandLineInPlaceOfTheFiles() {
        JobFile job = jobs.parsed(
                JobFolder.SMALLEST + "limit: not a number\n",
                "limit=7",
                "workers.slots=4",
                "hook.settings.language=en",
                "hook.settings.deep.pages=3",
                "description=2026",
                "tolerate=20%",
                "source=file:here");

        assertThat(job.limit()).isEqualTo(7);
        assertThat(job.workers()).isEqualTo(new Workers(null, null, new Cpu(1024), null, 90, 4));
        assertThat(job.hook().settings()).isEqualTo(Map.of("language", "en", "deep", Map.of("pages", 3L)));
        assertThat(job.description()).isEqualTo("2026");
        assertThat(job.tolerate()).isEqualTo(new Tolerance.Percent(BigDecimal.valueOf(20)));
        assertThat(job.source()).isEqualTo(new Folder(folder.resolve("working/here")));
    }

    @Test
    void placesFaultsOfTheCommandLineThere() {
        List<SettingOverride> overrides = List.of(
                SettingOverride.limit("many"),
                SettingOverride.of("worker.slots=4"),
                SettingOverride.of("retries="),
                SettingOverride.of("hook=x"),
                SettingOverride.of("retries=1"));
        Path file = jobs.written((JobFolder.SMALLEST + "tier: none\n").getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> jobs.parser().parse("job", file, overrides))
                .isInstanceOfSatisfying(InvalidJobFileException.class, refusal -> {
                    assertThat(refusal.problems())
                            .extracting(Problem::where)
                            .containsExactlyInAnyOrder(
                                    file + ":4:7",
                                    "--limit=many",
                                    "--set worker.slots=4",
                                    "--set retries=",
                                    "--set hook=x",
                                    "--set retries=1");
                    assertThat(refusal.problems())
                            .extracting(Problem::what)
                            .contains("limit is \"many\"", "Unknown key \"worker\"", "retries is empty");
                    assertThat(refusal.kind()).isEqualTo(Problem.Kind.JOB_FILE);
                });
    }

    @Test
    void namesTheFileAsTheUserTypedIt() {
        Path typed = Path.of("no-such-folder/../jobs/missing.yaml");

        assertThatThrownBy(() -> jobs.parser().parse("missing", typed, List.of()))
                .hasMessage("no-such-folder/../jobs/missing.yaml:1:1: There is no such job file. Check the name and the"
                        + " folder of job files.");
    }

    @Test
    void refusesANameThatLeadsElsewhere() {
        assertThatThrownBy(() -> jobs.parser().parse("../other", folder.resolve("job.yaml"), List.of()))
                .hasMessageStartingWith("--job=../other: \"../other\" is not a job name. ");
    }

    @Test
    void placesAFaultThatIsFoundLater() {
        Path file = jobs.written(JobFolder.SMALLEST.getBytes(StandardCharsets.UTF_8));
        NamedJobFile job =
                jobs.parser().parse("job", file, List.of(SettingOverride.of("hook.sha256=" + "a".repeat(64))));

        assertThat(job.name()).isEqualTo("job");
        assertThat(job.problem("hook.jar", "hook.jar names no hook", "Set hook.class."))
                .hasToString(file + ":1:13: hook.jar names no hook. Set hook.class.");
        assertThat(job.problem("hook.class", "x", "Y.").where()).isEqualTo(file + ":1:1");
        assertThat(job.problem("hook.sha256", "x", "Y.").kind()).isEqualTo(Problem.Kind.COMMAND_LINE);
    }

    @Test
    void readsAFileWithAByteOrderMarkAndLineEndsOfWindows() {
        byte[] yaml = ("\uFEFF" + JobFolder.SMALLEST + "limit: -5\n")
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.UTF_8);

        assertThat(jobs.faults(yaml))
                .containsExactly("jobs/job.yaml:4:8: limit is -5. Write a whole number from 0 to 1000000000000.");
        assertThat(jobs.parsed(yaml, "limit=5").limit()).isEqualTo(5);
    }

    @Test
    void keepsAMessageOnOneLineWhateverTheValueHolds() {
        List<String> faults =
                jobs.faults(JobFolder.SMALLEST + "\"a\\nb\\u202e\": 1\ntier: \"" + "x".repeat(500) + "\"\n");

        assertThat(faults)
                .containsExactly(
                        "jobs/job.yaml:4:1: Unknown key \"a\\u{A}b\\u{202E}\". Known keys here: description, hook,"
                                + " source, results, result-layout, limit, retries, tolerate, deadline, tier,"
                                + " workers, access, backup, aws, repository.",
                        "jobs/job.yaml:5:7: tier is \"" + "x".repeat(60)
                                + "...\". Write one of: inline, processes, fargate, auto.");
    }
}
