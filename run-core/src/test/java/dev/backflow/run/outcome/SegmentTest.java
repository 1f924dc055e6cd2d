package dev.backflow.run.outcome;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.backflow.run.store.FolderRunStore;
import dev.backflow.run.store.RunStore;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentTest {
    private static final ChunkId CHUNK = new ChunkId(17, 3, 100, 2);

    private final Path runFolder;
    private final RunStore store;

    SegmentTest(@TempDir Path runFolder) {
        this.runFolder = runFolder;
        this.store = new FolderRunStore(runFolder);
    }

    @Test
    void givesBackWhatWasWrittenInTheOrderInWhichItWasWritten() throws IOException {
        var outcomes = List.of(
                Outcomes.exhausted(101, "b.pdf", "step parse failed: no total"),
                Outcomes.completed(100, "a.pdf", Map.of("total", new BigDecimal("1.10"), "pages", 3)));

        write(outcomes);

        assertThat(read(SegmentReader.open(store, CHUNK))).isEqualTo(outcomes);
    }

    @Test
    void givesBackEveryKindOfPlainValue() throws IOException {
        var payload = new LinkedHashMap<String, @Nullable Object>();
        payload.put("null", null);
        payload.put("", "");
        payload.put("long", Long.MIN_VALUE);
        payload.put("int", 1);
        payload.put("huge", BigInteger.TEN.pow(3_000));
        payload.put("decimals", List.of(new BigDecimal("1.10"), new BigDecimal("1E+3"), new BigDecimal("-0.00")));
        payload.put("tiny", new BigDecimal("1E-400"));
        payload.put("truths", List.of(true, false));
        payload.put("nested", Arrays.asList(Map.of(), List.of(), null, Map.of("a", List.of(Map.of("b", "c")))));
        payload.put("text", "quote \" backslash \\ slash / \u0000 \r\n \u2028 \u202E é € 😀 \uD800 \uDC00 end");
        payload.put("long text", "x".repeat(300_000));
        var outcome = Outcomes.completed(100, "a/é\n.pdf", payload);

        write(List.of(outcome, outcome));

        assertThat(read(SegmentReader.open(store, CHUNK))).containsExactly(outcome, outcome);
    }

    @Test
    void givesBackRandomPayloads() throws IOException {
        for (var seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            var outcomes = new ArrayList<DocumentOutcome>();
            for (var i = 0; i < 5; i++) {
                outcomes.add(Outcomes.completed(100 + i, "d" + i, RandomPayload.map(random, 4)));
            }

            write(outcomes);

            assertThat(read(SegmentReader.open(store, CHUNK)))
                    .as("seed=%d", seed)
                    .isEqualTo(outcomes);
        }
    }

    @Test
    void writesOneLineOfAsciiControlFreeTextPerDocument() throws IOException {
        var nasty = "\u0000\t\n\u000B\r\u001B[31m\u007F\u0085\u2028\u2029\u202E";

        write(List.of(
                Outcomes.completed(100, nasty, Map.of(nasty, nasty)), Outcomes.exhausted(101, nasty + "2", nasty)));

        var text = Files.readString(runFolder.resolve(CHUNK.segment()), UTF_8);
        assertThat(text.chars().filter(character -> character == '\n').count()).isEqualTo(2);
        assertThat(text.replace("\n", "").chars()).allMatch(character -> character >= ' ' && character < 0x7F);
    }

    @Test
    void leavesPayloadsOutOnRequest() throws IOException {
        write(List.of(
                Outcomes.completed(100, "a", Map.of("deep", List.of(Map.of("x", 1)))),
                Outcomes.completed(101, "b", Map.of())));

        assertThat(read(SegmentReader.openWithoutPayloads(store, CHUNK)))
                .containsExactly(Outcomes.completed(100, "a", Map.of()), Outcomes.completed(101, "b", Map.of()));
    }

    @Test
    void mayBeEmpty() throws IOException {
        write(List.of());

        assertThat(read(SegmentReader.open(store, CHUNK))).isEmpty();
    }

    @Test
    void overwritesWhatACrashLeft() throws IOException {
        var file = runFolder.resolve(CHUNK.segment());
        Files.createDirectories(file.getParent());
        Files.writeString(file, "half a line that is longer than what is written next".repeat(50));

        write(List.of(Outcomes.completed(100, "a", Map.of())));

        assertThat(read(SegmentReader.open(store, CHUNK))).containsExactly(Outcomes.completed(100, "a", Map.of()));
    }

    @Test
    void leavesNothingOfAnAbandonedChunk() throws IOException {
        try (var writer = SegmentWriter.create(store, CHUNK)) {
            writer.append(Outcomes.completed(100, "a", Map.of()));
        }

        assertThat(runFolder.resolve(CHUNK.segment())).doesNotExist();
    }

    @Test
    void refusesADocumentOfAnotherChunk() throws IOException {
        try (var writer = SegmentWriter.create(store, CHUNK)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer.append(Outcomes.completed(99, "a", Map.of())))
                    .withMessage("document 99 of partition 3 does not belong to " + CHUNK);
        }
    }

    @Test
    void tellsThatALineIsCutOff() throws IOException {
        write(List.of(Outcomes.completed(100, "a", Map.of()), Outcomes.completed(101, "b", Map.of("k", "v"))));
        var file = runFolder.resolve(CHUNK.segment());
        var whole = Files.readAllBytes(file);
        var firstLine = new String(whole, UTF_8).indexOf('\n') + 1;

        for (var length = firstLine + 1; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));

            assertDamaged("Segment is damaged: its last line is cut off (" + file
                    + ":2). Restore the file from a backup of the run's folder.");
        }
    }

    @Test
    void tellsWhatElseIsWrongWithALine() throws IOException {
        write(List.of(Outcomes.completed(100, "a", Map.of())));
        var file = runFolder.resolve(CHUNK.segment());
        var line = Files.readString(file);

        assertDamagedBy(file, line.replace("\"bytes\":5,", ""), "the field bytes is missing");
        assertDamagedBy(file, line.replace("\"bytes\":5", "\"bites\":5"), "unknown field bites");
        assertDamagedBy(file, line.replace("completed", "done"), "outcome must be");
        assertDamagedBy(file, line.replace("\"ordinal\":100", "\"ordinal\":99"), "it holds document 99 of partition 3");
        assertDamagedBy(file, line.replace("\n", " {}\n"), "more than one JSON object");
        assertDamagedBy(file, line.replace("{\"", "{"), "Unexpected character");
        assertDamagedBy(file, line.replace("2026-01", "2026-31"), "could not be parsed");
        assertDamagedBy(file, "\u0000".repeat(100) + "\n", "Illegal character");
        assertDamagedBy(file, "\n", "not a JSON object");
    }

    @Test
    void tellsThatASegmentIsMissing() {
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> SegmentReader.open(store, CHUNK))
                .withMessage(runFolder.resolve(CHUNK.segment()).toString());
    }

    private void assertDamagedBy(Path file, String content, String what) throws IOException {
        Files.writeString(file, content, UTF_8, StandardOpenOption.TRUNCATE_EXISTING);

        assertThatExceptionOfType(DamagedSegmentException.class)
                .isThrownBy(() -> read(SegmentReader.open(store, CHUNK)))
                .withMessageContaining(what)
                .withMessageContaining(file + ":1");
    }

    private void assertDamaged(String message) {
        assertThatExceptionOfType(DamagedSegmentException.class)
                .isThrownBy(() -> read(SegmentReader.open(store, CHUNK)))
                .withMessage(message);
    }

    private void write(List<DocumentOutcome> outcomes) throws IOException {
        try (var writer = SegmentWriter.create(store, CHUNK)) {
            for (var outcome : outcomes) {
                writer.append(outcome);
            }
            writer.commit();
        }
    }

    private static List<DocumentOutcome> read(SegmentReader segment) throws IOException {
        try (segment) {
            var outcomes = new ArrayList<DocumentOutcome>();
            for (var outcome = segment.next(); outcome != null; outcome = segment.next()) {
                outcomes.add(outcome);
            }
            return outcomes;
        }
    }
}
