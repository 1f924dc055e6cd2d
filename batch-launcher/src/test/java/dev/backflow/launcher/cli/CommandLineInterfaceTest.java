package dev.backflow.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.launcher.doctor.Doctor;
import dev.backflow.launcher.drill.Drill;
import dev.backflow.launcher.plan.HookProbe;
import dev.backflow.launcher.plan.LauncherProcess;
import dev.backflow.launcher.repository.Repositories;
import dev.backflow.launcher.repository.Secrets;
import dev.backflow.launcher.run.ExitCode;
import dev.backflow.launcher.run.LaunchException;
import dev.backflow.launcher.run.RunRequest;
import dev.backflow.launcher.run.Verification;
import dev.backflow.launcher.sandbox.aws.AwsCheck;
import dev.backflow.launcher.sandbox.aws.SandboxException;
import dev.backflow.run.job.SettingOverride;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineInterfaceTest {
    private final Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final FakeRunControl runs = new FakeRunControl();
    private final FakeHistory history = new FakeHistory();
    private List<AwsCheck> cloud = List.of();
    private final FakeSandboxes sandboxes = new FakeSandboxes();

    CommandLineInterfaceTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("jobs/documents"));
        Files.writeString(folder.resolve("jobs/hook.jar"), "");
        Files.writeString(folder.resolve("jobs/invoices.yaml"), """
                description: Read invoices
                hook: {jar: hook.jar}
                source: file:documents
                results: file:results
                """);
    }

    @ParameterizedTest
    @CsvSource({
        "--dry-rum, Unknown option --dry-rum. Did you mean --dry-run?",
        "--limt=3, Unknown option --limt. Did you mean --limit?",
        "pln, Unknown command 'pln'. Did you mean plan?",
        "verify2, Unknown command 'verify2'. Did you mean verify?",
        "zzzzzzzzzz, Unknown command 'zzzzzzzzzz'.",
        "--zzzzzzzzzz, Unknown option --zzzzzzzzzz."
    })
    void tellsWhatIsWrongWithTheCommandLine(String argument, String sentence) {
        assertThat(run("--job=invoices", argument)).isEqualTo(64);

        assertThat(err().lines()).startsWith(sentence);
        assertThat(err()).contains("See java -jar launcher.jar --help");
        assertThat(out()).isEmpty();
        assertThat(runs.asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--output=xml --job=invoices",
                "--progress=fancy --job=invoices",
                "--job=invoices --job=invoices",
                "--job",
                "--data-dir= --job=invoices",
                "--dry-run",
                "--limit=3",
                "--new",
                "plan",
                "plan --job=invoices extra",
                "restart",
                "restart --job=invoices --limit=3",
                "runs",
                "runs list extra",
                "runs show --job=invoices --run=0",
                "runs show --job=invoices --run=x",
                "verify",
                "hook",
                "hook check",
                "--job=invoices plan",
                "--job=invoices --set limit",
                "--job=invoices --set =3",
                "--job=invoices --limit=many",
                "--job=invoices --set limit=1 --limit=2",
                "--job=../invoices"
            })
    void refusesWhatMakesNoSense(String line) {
        assertThat(run(line.split(" "))).isEqualTo(64);

        assertThat(err()).isNotEmpty().doesNotContain("Exception").doesNotContain("\tat ");
        assertThat(out()).isEmpty();
        assertThat(runs.asked).isEmpty();
    }

    @Test
    void saysNothingOfWhatFollowsAnUnknownCommand() {
        assertThat(run("runs", "sho", "--job=invoices", "--run=1")).isEqualTo(64);

        assertThat(err().lines())
                .containsExactly("Unknown command 'sho'. Did you mean show?", "See java -jar launcher.jar runs --help");
    }

    @Test
    void createsNothingForAWrongCommandLine() throws IOException {
        run("--job=invoices", "--dry-rum");

        try (var data = Files.list(folder)) {
            assertThat(data).containsExactly(folder.resolve("jobs"));
        }
    }

    @Test
    void takesTheJobsNameInBothForms() {
        assertThat(run("--job", "invoices")).isZero();
        assertThat(run("--job=invoices")).isZero();

        assertThat(runs.asked)
                .hasSize(2)
                .extracting(request -> request.job().name())
                .containsOnly("invoices");
    }

    @Test
    void handsOverWhatWasAskedFor() {
        run("--job=invoices", "--new", "--yes", "--limit=7", "--set", "retries=0", "--set=tolerate=5", "--spring.x=y");

        var request = runs.asked.get(0);
        assertThat(request.job().file().limit()).isEqualTo(7);
        assertThat(request.job().file().retries()).isZero();
        assertThat(request.overrides())
                .extracting(SettingOverride::key)
                .containsExactly("limit", "retries", "tolerate");
        assertThat(request.verb()).isEqualTo(RunRequest.Verb.RUN);
        assertThat(request.fresh()).isTrue();
        assertThat(request.agreed()).isTrue();
        assertThat(request.data()).isEqualTo(folder.resolve("data"));
        assertThat(request.spring()).containsExactly("--spring.x=y");
    }

    @Test
    void asksToResumeOnly() {
        run("restart", "--job=invoices");

        assertThat(runs.asked).extracting(RunRequest::verb).containsExactly(RunRequest.Verb.RESTART);
    }

    @Test
    void explainsARestartWithoutDoingIt() {
        assertThat(run("restart", "--job=invoices", "--explain", "--output=json"))
                .isZero();

        assertThat(out()).contains("{\"schema\":\"1.0\",\"job\":\"invoices\",\"run\":17,\"state\":\"completed\"");
        assertThat(runs.asked).extracting(RunRequest::verb).containsExactly(RunRequest.Verb.RESTART);
    }

    @Test
    void endsWithTheExitCodeOfTheRun() {
        runs.end = Samples.end(ExitCode.TOO_MANY_EXHAUSTED, Samples.limitReached());

        assertThat(run("--job=invoices")).isEqualTo(1);
    }

    @Test
    void printsTheResultAndTheProgressApart() {
        run("--job=invoices");

        assertThat(out()).startsWith("Run 17 of invoices is done");
        assertThat(err()).isEqualTo("worker 1 started\n");
    }

    @Test
    void printsTheResultAsOneObject() {
        run("--job=invoices", "--output=json");

        assertThat(out().lines()).singleElement().asString().startsWith("{\"schema\":\"1.0\",");
    }

    @Test
    void plansWithoutRunning() {
        assertThat(run("--job=invoices", "--dry-run")).isZero();
        var dryRun = out();
        out.reset();
        assertThat(run("plan", "--job=invoices")).isZero();

        assertThat(dryRun).startsWith("Would start run 17 of invoices. Nothing has been created.");
        assertThat(out()).isEqualTo(dryRun);
    }

    @Test
    void writesThePlanToAFile() throws IOException {
        var file = folder.resolve("plan.json");

        assertThat(run("plan", "--job=invoices", "--output=json", "--out=" + file))
                .isZero();

        assertThat(out()).isEmpty();
        assertThat(Files.readString(file))
                .startsWith("{\"schema\":\"1.0\",\"job\":\"invoices\",")
                .endsWith("}\n");
    }

    @Test
    void tellsWhereAPlanCannotBeWritten() {
        assertThat(run("plan", "--job=invoices", "--out=" + folder.resolve("none/plan.json")))
                .isEqualTo(78);

        assertThat(err()).contains("The plan cannot be written to").contains("none/plan.json");
    }

    @Test
    void printsEveryFaultOfAJobFileOnALineOfItsOwn() throws IOException {
        Files.writeString(folder.resolve("jobs/invoices.yaml"), "limt: 3\nretries: many\n");

        assertThat(run("--job=invoices")).isEqualTo(78);

        assertThat(err().lines()).hasSizeGreaterThan(2).allMatch(line -> line.contains("invoices.yaml:"));
        assertThat(err()).contains("limit");
        assertThat(runs.asked).isEmpty();
    }

    @Test
    void tellsThatTheDocumentsAreNotThere() throws IOException {
        Files.delete(folder.resolve("jobs/documents"));

        assertThat(run("--job=invoices")).isEqualTo(66);
    }

    @Test
    void offersTheJobThatWasProbablyMeant() {
        assertThat(run("--job=invoces")).isEqualTo(64);

        assertThat(err()).contains("Did you mean --job=invoices?");
    }

    @Test
    void printsTheProblemsOfAnExpectedFault() {
        runs.before = () -> {
            throw new LaunchException(ExitCode.ALREADY_RUNNING, List.of("One.", "Two\nlines."));
        };

        assertThat(run("--job=invoices")).isEqualTo(75);

        assertThat(err()).isEqualTo("worker 1 started\nOne.\nTwo\\u000alines.\n");
    }

    @Test
    void keepsTheTraceOfAnInternalErrorInALog() throws IOException {
        Files.createDirectory(folder.resolve("data"));
        runs.before = () -> {
            throw new IllegalStateException("boom");
        };

        assertThat(run("--job=invoices")).isEqualTo(70);

        var log = folder.resolve("data").resolve(CrashLog.NAME);
        assertThat(err())
                .contains("Internal error: java.lang.IllegalStateException: boom.")
                .contains(log.toString())
                .doesNotContain("\tat ");
        assertThat(log).content().contains("boom").contains("\tat ");
    }

    @Test
    void listsTheJobsWhenCalledBare() {
        assertThat(run()).isZero();

        assertThat(out().lines()).contains("JOB       DESCRIPTION", "invoices  Read invoices");
        assertThat(out()).contains("Next: java -jar launcher.jar --job=invoices --dry-run --jobs-dir=");
    }

    @Test
    void listsTheJobsForPrograms() {
        assertThat(run("--output=json")).isZero();

        assertThat(out())
                .startsWith("{\"schema\":\"1.0\",\"job\":\"invoices\",\"description\":\"Read invoices\",\"file\":");
    }

    @Test
    void saysSoWhenThereAreNoJobs() throws IOException {
        Files.delete(folder.resolve("jobs/invoices.yaml"));

        assertThat(run()).isZero();

        assertThat(out()).contains("There are no jobs in").contains("--jobs-dir");
    }

    @Test
    void listsRuns() {
        assertThat(run("runs", "list")).isZero();

        assertThat(out().lines()).hasSize(2).last().asString().startsWith("invoices  17   limit-reached");
    }

    @Test
    void listsTheRunsOfOtherJobsWhereTheBooksOfOneAreAway() {
        history.jobs = List.of("invoices", "letters");

        assertThat(run("runs", "list")).isEqualTo(69);

        assertThat(out().lines()).hasSize(2).last().asString().startsWith("invoices  17   limit-reached");
        assertThat(err())
                .isEqualToIgnoringNewLines(
                        "The runs of job 'letters' are not known: The job repository cannot be used now.");
    }

    @Test
    void listsTheRunsOfOneJobForPrograms() {
        assertThat(run("runs", "list", "--job=invoices", "--output=json")).isZero();

        assertThat(out().strip())
                .isEqualTo(
                        "{\"schema\":\"1.0\",\"job\":\"invoices\",\"run\":17,\"state\":\"limit-reached\",\"limit\":100,"
                                + "\"used\":100,\"documents\":316,\"startedAt\":\"2026-03-01T10:00:00.250Z\","
                                + "\"endedAt\":\"2026-03-01T10:00:12.500Z\",\"folder\":\"backflow-data/invoices/runs/17\"}");
    }

    @Test
    void showsARun() {
        assertThat(run("runs", "show", "--job=invoices")).isZero();

        assertThat(out()).startsWith("Run 17 of invoices: limit-reached");
    }

    @Test
    void tellsThatThereIsNoSuchRun() {
        assertThat(run("runs", "show", "--job=invoices", "--run=3")).isEqualTo(78);

        assertThat(err()).isEqualTo("There is no run 3 of invoices. Its last run is 17.\n");
    }

    @Test
    void verifiesARun() {
        assertThat(run("verify", "--job=invoices")).isZero();

        assertThat(out()).startsWith("Run 17 of invoices is exact");
    }

    @Test
    void failsWhenTheBooksDoNotAgree() {
        history.verification = new Verification("invoices", 17, 100, 99, 99, List.of("Partition 3 lacks a chunk."));

        assertThat(run("verify", "--job=invoices")).isEqualTo(70);

        assertThat(out().lines())
                .containsExactly(
                        "Run 17 of invoices is not exact: the meter counts 100, the chunk rows 99, the segments 99.",
                        "  Partition 3 lacks a chunk.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--help", "plan --help", "restart -h", "runs --help", "runs list --help", "hook check --help"})
    void helps(String line) {
        assertThat(execute(line.split(" "))).isZero();

        assertThat(out()).contains("Usage:").contains("--help");
        assertThat(err()).isEmpty();
    }

    @Test
    void documentsEveryExitCodeInItsHelp() {
        execute("--help");

        for (var code : ExitCode.values()) {
            assertThat(out()).containsPattern("\\b" + code.number() + "\\b");
        }
    }

    @Test
    void tellsItsVersion() {
        assertThat(execute("--version")).isZero();

        assertThat(out()).startsWith("Backflow ");
    }

    @Test
    void printsTheSchema() {
        assertThat(execute("schema")).isZero();

        assertThat(out()).startsWith("{").contains("draft-07");
    }

    @Test
    void looksAtTheMachineWithoutAJob() {
        assertThat(run("doctor")).isZero();

        assertThat(out())
                .contains("ok      java ", "ok      folder of jobs ", "ok      folder of runs ")
                .endsWith("Nothing is missing.\n");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void looksAtAJobOfFargateAndReportsEverythingThatIsMissing() throws IOException {
        cloudJob("");
        cloud = List.of(
                new AwsCheck("credentials", null, "arn:aws:iam::1:user/me in eu-central-1"),
                new AwsCheck("base", SandboxException.Kind.WRONG, "stack x is not there (y). Make it first."),
                new AwsCheck("source", SandboxException.Kind.NOT_PERMITTED, "s3:ListBucket on a is not permitted."));

        assertThat(run("doctor", "--job=cloud", "--output=json")).isEqualTo(78);

        assertThat(out())
                .contains("\"subject\":\"credentials\",\"ok\":true,\"exit\":0")
                .contains("\"subject\":\"hook\",\"ok\":false,\"exit\":78")
                .contains("\"subject\":\"base\",\"ok\":false,\"exit\":78")
                .contains("\"subject\":\"source\",\"ok\":false,\"exit\":77");
        assertThat(runs.asked).isEmpty();
    }

    @Test
    void looksAtAJobFileAndReportsAllItsFaults() throws IOException {
        cloudJob("access: 0.0.0.0/0\nworkers: {cpu: 1000, max: 21}");

        assertThat(run("doctor", "--job=cloud")).isEqualTo(78);

        assertThat(out())
                .contains("cloud.yaml:5:9: access is \"0.0.0.0/0\".")
                .contains("cloud.yaml:6:16: workers.cpu is 1000.")
                .contains("cloud.yaml:6:27: workers.max is 21.")
                .endsWith("3 faults. Nothing has been created.\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "access: 0.0.0.0/0|:5:9: access is \"0.0.0.0/0\". This opens the sandbox to too many.",
                "limit: 5|:4:7: tier is fargate, but access is missing. Add access",
                "workers: {cpu: 1000}|:5:16: workers.cpu is 1000. Write one of: 256, 512, 1024",
                "workers: {max: 0}|:5:16: workers.max is 0. Write a whole number from 1 to 20.",
                "workers: {max: 21}|:5:16: workers.max is 21. Write a whole number from 1 to 20.",
                "workers: {min: 21}|:5:16: workers.min is 21. Write a whole number from 1 to 20.",
                "workers: {memory: 9GB}|:5:19: workers.memory is 9GB. For 1024 CPU units Fargate has 2GB to 8GB",
                "deadline: tomorrow|:5:11: deadline is \"tomorrow\". Write a whole number with its unit",
                "aws: {image: \"worker:1\"}|:5:14: aws.image is \"worker:1\". Write REPOSITORY@sha256:DIGEST",
            })
    void refusesAJobOfFargateBeforeAnyCall(String line, String fault) throws IOException {
        cloudJob(line);

        for (var command : List.of("", "plan", "restart", "doctor")) {
            var all = new ArrayList<String>();
            if (!command.isEmpty()) {
                all.add(command);
            }
            all.add("--job=cloud");
            assertThat(run(all.toArray(String[]::new))).isEqualTo(78);
        }

        assertThat(err() + out()).contains("cloud.yaml" + fault);
        assertThat(runs.asked).isEmpty();
        assertThat(folder.resolve("data")).doesNotExist();
    }

    private void cloudJob(String lines) throws IOException {
        Files.writeString(
                folder.resolve("jobs/cloud.yaml"),
                "hook: {jar: hook.jar}\nsource: s3://documents/in/\nresults: s3://documents/out/\ntier: fargate\n"
                        + (lines.isEmpty() ? "access: 203.0.113.7/32" : lines)
                        + "\n");
    }

    private int run(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        var line = String.join(" ", arguments);
        if (!line.startsWith("hook") && !line.startsWith("runs") && !line.startsWith("verify")) {
            all.add("--jobs-dir=" + folder.resolve("jobs"));
        }
        if (!line.startsWith("hook") && !line.contains("--data-dir")) {
            all.add("--data-dir=" + folder.resolve("data"));
        }
        return execute(all.toArray(String[]::new));
    }

    private int execute(String... arguments) {
        var console = new Console(stream(out), stream(err), Map.of(), () -> false);
        var probe = new HookProbe(LauncherProcess.ofThisJvm(), () -> "word", HookProbe.LIMIT);
        Supplier<Drill> drills = () -> {
            throw new IllegalStateException("no drill in these tests");
        };
        Supplier<Doctor> doctor = () -> new Doctor(probe, new Repositories(Secrets.random(), Map.of()), job -> cloud);
        var services = new Services(
                () -> runs, () -> history, () -> sandboxes, () -> probe, drills, doctor, InstantSource.system());
        var relaunch = new UnicodeRelaunch(LauncherProcess.ofThisJvm(), List::of, Map.of(), "UTF-8");
        return new CommandLineInterface(console, services, relaunch, "").run(List.of(arguments));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
