package dev.backflow.launcher.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.backflow.run.ledger.RunOutcome;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RunSummaryTest {
    private final Path runFolder;

    RunSummaryTest(@TempDir Path runFolder) {
        this.runFolder = runFolder;
    }

    @Test
    void isWrittenAsTheContractSays() throws IOException {
        summary(RunOutcome.LIMIT_REACHED, 812.46).write(runFolder);

        assertThat(Files.readString(runFolder.resolve("summary.json"))).isEqualTo("""
                        {"schema":"1.0","run":17,"job":"invoices","tier":"processes","outcome":"limit-reached",\
                        "limit":100,"used":100,"documents":316,"completed":98,"exhausted":2,"rejected":0,\
                        "notServed":216,"attempts":104,"workersStarted":2,"workersLost":0,\
                        "startedAt":"2026-01-02T03:04:05Z","endedAt":"2026-01-02T03:04:06.500Z",\
                        "documentsPerSecond":812.5,"cost":{"amount":0.00,"currency":"USD"},\
                        "sandbox":"removed","exact":true}
                        """);
    }

    @ParameterizedTest
    @EnumSource(RunOutcome.class)
    void isReadAsItWasWritten(RunOutcome outcome) throws IOException {
        var summary = summary(outcome, 0);

        summary.write(runFolder);

        assertThat(RunSummary.read(runFolder)).isEqualTo(summary);
    }

    @Test
    void tellsHowLongEachResourceTook() throws IOException {
        var deployed = summary(
                RunOutcome.COMPLETED,
                1,
                List.of(
                        new DeployTime("Vpc", "AWS::EC2::VPC", new BigDecimal("14.25")),
                        new DeployTime("Cluster", "AWS::ECS::Cluster", new BigDecimal("3.0"))));

        deployed.write(runFolder);

        assertThat(Files.readString(runFolder.resolve("summary.json"))).endsWith("""
                        "exact":true,"deployed":[{"name":"Vpc","type":"AWS::EC2::VPC","seconds":14.25},\
                        {"name":"Cluster","type":"AWS::ECS::Cluster","seconds":3.0}]}
                        """);
        assertThat(RunSummary.read(runFolder)).isEqualTo(deployed);
    }

    @Test
    void refusesDeployTimesOfAnotherKind() throws IOException {
        summary(RunOutcome.COMPLETED, 1).write(runFolder);
        replace("\"exact\":true", "\"exact\":true,\"deployed\":[7]");

        assertThatIOException()
                .isThrownBy(() -> RunSummary.read(runFolder))
                .withMessageContaining("its field deployed is of another kind");
    }

    @Test
    void readsASummaryOfALaterMinorVersionByLeavingOutWhatIsNew() throws IOException {
        summary(RunOutcome.COMPLETED, 1).write(runFolder);
        replace("\"schema\":\"1.0\"", "\"schema\":\"1.7\",\"new\":[1]");

        assertThat(RunSummary.read(runFolder)).isEqualTo(summary(RunOutcome.COMPLETED, 1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
                    "1.0"                ~ "2.0"         ~ its schema is 2.0. Use the version of Backflow that wrote it
                    "run":17             ~ "run":"x"     ~ its field run is missing or of another kind
                    "job":               ~ "jab":        ~ its field job is missing or of another kind
                    "completed","limit"  ~ "done","limit" ~ its outcome is done
                    "documents":316      ~ "documents":1 ~ 98 completed, 2 exhausted, 0 rejected and 216 not served
                    2026-01-02T03:04:05Z ~ today         ~ could not be parsed
                    "exact":true}        ~ "exact":true  ~ Unexpected end-of-input
                    "currency"           ~ "coin"        ~ its field currency is missing or of another kind
                    """)
    void tellsWhatIsWrongWithAFile(String text, String replacement, String message) throws IOException {
        summary(RunOutcome.COMPLETED, 1).write(runFolder);
        replace(text, replacement);

        assertThatIOException()
                .isThrownBy(() -> RunSummary.read(runFolder))
                .withMessageContaining(message)
                .withMessageContaining(runFolder.resolve("summary.json").toString());
    }

    @Test
    void tellsThatThereIsNone() {
        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> RunSummary.read(runFolder));
    }

    @Test
    void refusesNumbersThatCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> summary(RunOutcome.COMPLETED, Double.NaN))
                .withMessage("documents per second must be a number from 0, were NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Cost(new BigDecimal("-0.01"), "USD"))
                .withMessage("cost must not be negative, was -0.01");
    }

    private void replace(String text, String replacement) throws IOException {
        var file = runFolder.resolve("summary.json");
        var json = Files.readString(file);
        assertThat(json).contains(text);
        Files.writeString(file, json.replace(text, replacement));
    }

    private static RunSummary summary(RunOutcome outcome, double documentsPerSecond) {
        return summary(outcome, documentsPerSecond, List.of());
    }

    private static RunSummary summary(RunOutcome outcome, double documentsPerSecond, List<DeployTime> deployed) {
        return new RunSummary(
                17,
                "invoices",
                "processes",
                outcome,
                100,
                100,
                new LedgerTotals(316, 98, 2, 0, 216, 104),
                2,
                0,
                Instant.parse("2026-01-02T03:04:05Z"),
                Instant.parse("2026-01-02T03:04:06.500Z"),
                documentsPerSecond,
                Cost.NOTHING,
                SandboxEnd.REMOVED,
                true,
                deployed);
    }
}
