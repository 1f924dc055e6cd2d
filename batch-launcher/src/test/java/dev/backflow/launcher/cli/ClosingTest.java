package dev.backflow.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.launcher.report.DeployTime;
import dev.backflow.launcher.report.SandboxEnd;
import dev.backflow.launcher.run.ExitCode;
import dev.backflow.run.ledger.RunOutcome;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClosingTest {
    private static final NextCommands NEXT = new NextCommands(new Invocation(""), "invoices", List.of());

    @Test
    void tellsWhatHappenedWhereItIsAndWhatToDoNext() {
        assertThat(Closing.text(Samples.end(ExitCode.DONE, Samples.limitReached()), NEXT))
                .containsExactly(
                        "Run 17 of invoices is done: limit 100 of 100 used. 216 documents are left for the next run.",
                        "  documents  316: 98 completed, 2 exhausted, 0 rejected, 216 not served; 40 serviced by earlier runs",
                        "  limit      100 of 100 used, and the books are exact",
                        "  speed      812.5 documents/s over 12s, 4 retries",
                        "  workers    2 started, 0 lost; tier processes",
                        "  results    file:/out",
                        "  ledger     backflow-data/invoices/runs/17/ledger.jsonl",
                        "Next: java -jar launcher.jar --job=invoices");
    }

    @Test
    void tellsWhatTookLongestToDeploy() {
        var deployed = List.of(
                new DeployTime("LogGroup", "AWS::Logs::LogGroup", new BigDecimal("2.5")),
                new DeployTime("EcrEndpoint", "AWS::EC2::VPCEndpoint", new BigDecimal("184.1")),
                new DeployTime("Vpc", "AWS::EC2::VPC", new BigDecimal("14")),
                new DeployTime("Cluster", "AWS::ECS::Cluster", new BigDecimal("6")),
                new DeployTime("backflow-invoices-r17", "AWS::CloudFormation::Stack", new BigDecimal("190")));

        assertThat(Closing.text(Samples.end(ExitCode.DONE, Samples.deployed(deployed)), NEXT))
                .contains("  deployed   4 resources, the slowest: EcrEndpoint 3m 04s, Vpc 14s, Cluster 6s");
    }

    @Test
    void saysWhatBecameOfTheSandboxAndWhatWasSpent() {
        assertThat(Closing.text(Samples.end(ExitCode.DONE, Samples.onFargate(SandboxEnd.REMOVED)), NEXT))
                .contains("  sandbox    nothing of it is left", "  cost       USD 1.20, by list prices");
        assertThat(Closing.text(Samples.end(ExitCode.TEARDOWN_UNCONFIRMED, Samples.onFargate(SandboxEnd.LEFT)), NEXT))
                .contains("  sandbox    not known to be gone; sandbox list tells what is left");
    }

    @Test
    void saysThatEverythingWasServed() {
        assertThat(Closing.headline(Samples.done()))
                .isEqualTo("Run 17 of invoices is done: every document was served.");
        assertThat(Closing.next(Samples.done(), NEXT))
                .isEqualTo("java -jar launcher.jar runs show --job=invoices --run=17");
    }

    @Test
    void saysThatThereWasNothingNew() {
        var end = Samples.end(ExitCode.DONE, Samples.summary(RunOutcome.COMPLETED, 0, 0, 0, 0, true));

        assertThat(Closing.headline(end))
                .isEqualTo("Run 17 of invoices is done: there was no new or changed document.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1 | But 1 document is exhausted", "2 | But 2 documents are exhausted"})
    void saysThatTooManyWereExhausted(int exhausted, String part) {
        var summary = Samples.summary(RunOutcome.COMPLETED, 20, 20 - exhausted, exhausted, 0, true);
        var end = Samples.end(ExitCode.TOO_MANY_EXHAUSTED, summary);

        assertThat(Closing.headline(end))
                .isEqualTo("Run 17 of invoices is done: every document was served. " + part
                        + ", and the job tolerates 1%.");
        assertThat(Closing.next(end, NEXT)).contains("runs show");
    }

    @ParameterizedTest
    @CsvSource({"INTERRUPTED, SIGINT", "TERMINATED, SIGTERM"})
    void saysThatItWasStoppedAndHowToGoOn(ExitCode exit, String signal) {
        var end = Samples.end(exit, Samples.summary(RunOutcome.STOPPED, 316, 40, 1, 275, true));

        assertThat(Closing.headline(end))
                .startsWith("Run 17 of invoices was stopped by " + signal + " in good order: 41 of 100 served.");
        assertThat(Closing.next(end, NEXT)).isEqualTo("java -jar launcher.jar restart --job=invoices");
    }

    @Test
    void saysWhyItFailed() {
        var end = Samples.end(
                ExitCode.UNAVAILABLE,
                Samples.summary(RunOutcome.FAILED, 316, 40, 1, 275, true),
                false,
                "The disk is full (/data). Make room.");

        assertThat(Closing.headline(end)).isEqualTo("Run 17 of invoices failed: The disk is full (/data). Make room.");
        assertThat(Closing.next(end, NEXT)).contains("restart");
    }

    @Test
    void saysThatThereIsNothingToRestart() {
        var end = Samples.end(ExitCode.DONE, Samples.limitReached(), true, null);

        assertThat(Closing.headline(end))
                .isEqualTo("Run 17 of invoices was finished before (limit-reached), so there is nothing to do:"
                        + " limit 100 of 100 used.");
    }

    @Test
    void sendsTheReaderToVerifyBooksThatDoNotAgree() {
        var end = Samples.end(ExitCode.DONE, Samples.summary(RunOutcome.COMPLETED, 20, 20, 0, 0, false));

        assertThat(Closing.text(end, NEXT)).anyMatch(line -> line.contains("the books do not agree"));
        assertThat(Closing.next(end, NEXT)).isEqualTo("java -jar launcher.jar verify --job=invoices --run=17");
    }

    @Test
    void repeatsTheFoldersThatWereTyped() {
        var next = new NextCommands(new Invocation(""), "invoices", List.of("--data-dir=/d"));

        assertThat(Closing.next(Samples.end(ExitCode.DONE, Samples.limitReached()), next))
                .isEqualTo("java -jar launcher.jar --job=invoices --data-dir=/d");
    }

    @Test
    void tellsTheSameToPrograms() {
        var object = Closing.json(Samples.end(ExitCode.DONE, Samples.limitReached()), NEXT);

        assertThat(object)
                .containsEntry("run", 17L)
                .containsEntry("exit", 0)
                .containsEntry("servicedEarlier", 40L)
                .containsEntry("folder", "backflow-data/invoices/runs/17")
                .containsEntry("next", "java -jar launcher.jar --job=invoices")
                .containsEntry("cause", null);
    }
}
