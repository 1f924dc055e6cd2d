package dev.backflow.launcher.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damages, one by one, what a good run has left: each has to be found. */
class RoundOracleTest {
    private static final Corpus CORPUS = new Corpus(100);
    private static final String LIMITED = "00099-ok.txt";

    private final RoundFolder folder;
    private final Path ledger;

    RoundOracleTest(@TempDir Path parent) {
        folder = new RoundFolder(parent.resolve("drill-1"));
        ledger = folder.run().resolve("ledger.jsonl");
    }

    @BeforeEach
    void writeWhatAGoodRunLeaves() throws IOException {
        Files.createDirectories(folder.run());
        Files.createDirectories(folder.results());
        var rows = new ArrayList<String>();
        var calls = new StringBuilder();
        for (String name : CORPUS.names()) {
            String row = row(name);
            rows.add(row);
            calls.append(name, 0, 5).append('\n');
            Files.writeString(folder.results().resolve(name + ".json"), row + "\n");
        }
        Files.write(ledger, rows);
        Files.writeString(folder.calls(), calls);
        summary(CORPUS.serviceable(), 100);
    }

    @Test
    void findsNothingInAGoodRun() throws IOException {
        assertThat(judge(100)).isEqualTo(new Findings(0, 0, 0, List.of()));
    }

    @Test
    void findsARemovedRow() throws IOException {
        List<String> rows = Files.readAllLines(ledger);
        Files.write(ledger, rows.subList(1, rows.size()));

        var findings = judge(100);

        assertThat(findings.lost()).isEqualTo(1);
        assertThat(findings.differences()).anyMatch(each -> each.contains("No row: 1, such as 00000-ok.txt"));
    }

    @Test
    void findsADuplicatedRow() throws IOException {
        Files.writeString(ledger, row("00003-ok.txt") + "\n", StandardOpenOption.APPEND);

        var findings = judge(100);

        assertThat(findings.countedTwice()).isEqualTo(1);
        assertThat(findings.differences()).containsExactly("More than one row: 1, such as 00003-ok.txt.");
    }

    @Test
    void findsADuplicatedResult() throws IOException {
        Files.copy(
                folder.results().resolve("00003-ok.txt.json"), folder.results().resolve("again.json"));

        var findings = judge(100);

        assertThat(findings.countedTwice()).isEqualTo(1);
        assertThat(findings.differences()).containsExactly("More than one result: 1, such as 00003-ok.txt.");
    }

    @Test
    void findsALostResult() throws IOException {
        Files.delete(folder.results().resolve("00003-ok.txt.json"));

        var findings = judge(100);

        assertThat(findings.lost()).isEqualTo(1);
        assertThat(findings.differences())
                .containsExactly("No result, or another than the ledger says: 1, such as 00003-ok.txt.");
    }

    @Test
    void findsTheResultOfAnotherDocument() throws IOException {
        Files.copy(
                folder.results().resolve("00003-ok.txt.json"),
                folder.results().resolve("00004-ok.txt.json"),
                StandardCopyOption.REPLACE_EXISTING);

        assertThat(judge(100).differences()).hasSize(2);
    }

    @Test
    void findsAMeterThatCountsTooMuch() throws IOException {
        summary(CORPUS.serviceable() + 3, 100);

        assertThat(judge(100).countedTwice()).isEqualTo(3);
    }

    @Test
    void findsAnOvershotLimit() throws IOException {
        summary(CORPUS.serviceable(), 90);

        var findings = judge(90);

        assertThat(findings.overshoot()).isEqualTo(CORPUS.serviceable() - 90);
        assertThat(findings.differences()).isNotEmpty();
    }

    @Test
    void findsADocumentThatWasLeftAlthoughTheLimitWasNotReached() throws IOException {
        List<String> rows = new ArrayList<>(Files.readAllLines(ledger));
        rows.set(99, json(LIMITED, "not-served", null, 0));
        Files.write(ledger, rows);
        Files.delete(folder.results().resolve(LIMITED + ".json"));
        summary(CORPUS.serviceable() - 1, 100);

        assertThat(judge(100).lost()).isEqualTo(1);
        assertThat(judge(100).differences())
                .anyMatch(each -> each.startsWith("Not served although the limit was not reached: 1"));
    }

    @Test
    void acceptsADocumentThatTheLimitHasLeft() throws IOException {
        List<String> rows = new ArrayList<>(Files.readAllLines(ledger));
        rows.set(99, json(LIMITED, "not-served", null, 0));
        Files.write(ledger, rows);
        Files.delete(folder.results().resolve(LIMITED + ".json"));
        Files.writeString(folder.calls(), Files.readString(folder.calls()).replace("00099\n", ""));
        long limit = CORPUS.serviceable() - 1;
        summary(limit, limit);

        assertThat(judge(limit).differences()).isEmpty();
    }

    @Test
    void findsAnInnocentDocumentThatWasHeldToBeTheCauseOfADeath() throws IOException {
        List<String> rows = new ArrayList<>(Files.readAllLines(ledger));
        rows.set(3, json("00003-ok.txt", "exhausted", "WORKER_LOST", 1));
        Files.write(ledger, rows);

        assertThat(judge(100).differences())
                .anyMatch(each -> each.contains("Other outcome than the hook's: 1") && each.contains("WORKER_LOST"));
    }

    @Test
    void findsTooManyCallsOfTheHook() throws IOException {
        Files.writeString(folder.calls(), "00003\n".repeat(4), StandardOpenOption.APPEND);

        assertThat(new RoundOracle(CORPUS, 100, 4)
                        .judge(RoundBooks.read(folder))
                        .differences())
                .isEmpty();
        assertThat(new RoundOracle(CORPUS, 100, 3)
                        .judge(RoundBooks.read(folder))
                        .differences())
                .containsExactly("The hook was called 104 times, and may have been 103 times.");
    }

    @Test
    void findsAnOutcomeThatTheHookWasNeverAskedFor() throws IOException {
        String calls = Files.readString(folder.calls(), StandardCharsets.US_ASCII);
        Files.writeString(folder.calls(), calls.replace("00003\n", ""));

        assertThat(judge(100).differences())
                .containsExactly("Served without a call of the hook: 1, such as 00003-ok.txt.");
    }

    private Findings judge(long limit) throws IOException {
        return new RoundOracle(CORPUS, limit, 0).judge(RoundBooks.read(folder));
    }

    private void summary(long used, long limit) throws IOException {
        Files.writeString(folder.run().resolve("summary.json"), "{\"used\":%d,\"limit\":%d}".formatted(used, limit));
    }

    private static String row(String name) {
        return switch (Corpus.fate(name)) {
            case COMPLETED -> json(name, "completed", "READ", 1);
            case EXHAUSTED -> json(name, "exhausted", "GIVEN_UP", 3);
            case REJECTED -> json(name, "rejected", "REJECTED", 0);
        };
    }

    private static String json(
            String name, String outcome, @org.jspecify.annotations.Nullable String status, int attempts) {
        return "{\"document\":\"%s\",\"outcome\":\"%s\",\"status\":%s,\"attempts\":%d}"
                .formatted(name, outcome, status == null ? "null" : "\"" + status + "\"", attempts);
    }
}
