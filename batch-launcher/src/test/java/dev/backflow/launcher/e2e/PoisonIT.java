package dev.backflow.launcher.e2e;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents at which a hook does its worst, among innocent ones that must not be any the worse for it. */
class PoisonIT {
    private static final String LOST = "process: WORKER_LOST: the worker's process died 3 times at this document,"
            + " the last time with no other beside it";

    /** Those at which a worker dies. Neighbours share a partition of three: each more of them costs one death more. */
    private static final Map<Integer, String> DEADLY = Map.ofEntries(
            entry(12, "deadlock"),
            entry(13, "hang"),
            entry(14, "native"),
            entry(30, "exit0"),
            entry(31, "halt0"),
            entry(48, "exit143"),
            entry(49, "halt69"),
            entry(50, "memory"));

    /** Those that fail, with their errors. */
    private static final Map<String, String> FAILING = Map.of(
            "sleep", "work: TIME_LIMIT: took longer than its limit of 2 s",
            "overflow", "work: java.lang.StackOverflowError: ",
            "linkage", "work: java.lang.NoSuchMethodError: acme.Library.parse",
            "mute", "work: acme.Poison$Mute: (asked for its message, it threw acme.Poison$Mute)",
            "null", "work: NULL_RESULT: returned null");

    /** Those that are served, but leave something behind. */
    private static final List<String> MEDDLING =
            List.of("threads", "flood", "globals", "interrupt", "interrupts", "input", "late");

    private static final int DOCUMENTS = 96;
    private static final long MOST_LOGGED = 2L * 16 * 1024 * 1024;

    private final Path folder;
    private final Path work;
    private JobFixture fixture;

    PoisonIT(@TempDir Path folder, @TempDir Path work) throws IOException {
        this.folder = folder;
        this.work = work;
        this.fixture = fixture(RunRepository.embedded());
    }

    private JobFixture fixture(RunRepository repository) throws IOException {
        return new JobFixture(folder, work, "mixed", repository)
                .hook(PoisonHook.CLASS, Map.of(PoisonHook.CLASS, PoisonHook.SOURCE));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void exhaustsEachPoisonWithItsReasonAndServesAllOthersInOneAttempt() throws Exception {
        List<String> kinds = kinds();
        for (int i = 0; i < DOCUMENTS; i++) {
            fixture.document("doc-%03d-%s.txt".formatted(i, kinds.get(i)), "content " + i);
        }
        fixture.jobFile(
                "tier: processes", "limit: 1000", "tolerate: 100%", "workers: {max: 2, slots: 2, memory: 96MB}");

        var ended = fixture.run();

        assertThat(ended.exitCode()).as(ended.toString()).isZero();
        fixture.assertExact(1);
        assertThat(fixture.run(1).count("used")).isEqualTo(DOCUMENTS);
        assertThat(fixture.run(1).ledger()).allSatisfy(PoisonIT::isAsItShouldBe);
        assertThat(logged()).as("bytes of logs kept").allMatch(bytes -> bytes <= MOST_LOGGED);
    }

    private static List<String> kinds() {
        var kinds = new ArrayList<String>();
        var harmless = Stream.concat(FAILING.keySet().stream().sorted(), MEDDLING.stream())
                .iterator();
        for (int i = 0; i < DOCUMENTS; i++) {
            boolean poison = i % 4 == 1 && harmless.hasNext() && !DEADLY.containsKey(i);
            kinds.add(poison ? harmless.next() : DEADLY.getOrDefault(i, "ok"));
        }
        assertThat(harmless).isExhausted();
        return kinds;
    }

    private static void isAsItShouldBe(LedgerLine line) {
        String name = line.document();
        String kind = name.substring(name.lastIndexOf('-') + 1, name.lastIndexOf('.'));
        String error = DEADLY.containsValue(kind) ? LOST : FAILING.get(kind);
        if (error == null) {
            assertThat(line.brief()).isEqualTo(name + " completed READ 1");
        } else {
            assertThat(line.outcome()).isEqualTo("exhausted");
            assertThat(line.attempts()).isEqualTo(3);
            assertThat((String) line.fields().get("error")).startsWith(error);
        }
    }

    /** What is kept of each worker's output, by worker. */
    private List<Long> logged() throws IOException {
        var sizes = new ArrayList<Long>();
        Path logs = fixture.run(1).folder().resolve("logs");
        try (Stream<Path> files = Files.list(logs)) {
            for (Path log :
                    files.filter(file -> file.toString().endsWith(".log")).toList()) {
                Path older = log.resolveSibling(log.getFileName() + ".1");
                sizes.add(Files.size(log) + (Files.exists(older) ? Files.size(older) : 0));
            }
        }
        return sizes;
    }

    @ParameterizedTest
    @CsvSource({"exit0, 69", "halt0, 0"})
    void goesOnInProcessesAtTheNextStartWhenADocumentEndsTheLauncher(String kind, int exitCode) throws Exception {
        poisonAmongFew(kind);
        fixture.jobFile("tier: inline", "tolerate: 1", "workers: {max: 1, slots: 2}");

        var first = fixture.run();
        var second = fixture.run();

        assertThat(first.exitCode()).as(first.toString()).isEqualTo(exitCode);
        assertThat(first.out()).as("no success is told").isEmpty();
        if (kind.startsWith("exit")) {
            assertThat(first.err()).contains("The hook called System.exit, which ended this launcher.");
        }
        assertThat(second.exitCode()).as(second.toString()).isZero();
        assertLostIs(kind);
    }

    @Test
    void goesOnInProcessesWhenADocumentTakesAllTheMemoryOfTheLauncher() throws Exception {
        fixture.close();
        fixture = fixture(RunRepository.embedded()
                .with("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx128m"));
        poisonAmongFew("memory");
        fixture.jobFile("tier: inline", "tolerate: 1", "workers: {max: 1, slots: 2}");

        var ended = fixture.run();

        assertThat(ended.exitCode()).as(ended.toString()).isZero();
        assertThat(ended.err())
                .contains("A document took too much memory inside this process; the run goes on in worker processes.");
        assertLostIs("memory");
    }

    @Test
    void servesAndEndsInsideTheLauncherWhateverAHookThrowsOrLeavesBehind() throws Exception {
        for (String kind : FAILING.keySet()) {
            fixture.document("doc-1-" + kind + ".txt", kind);
        }
        for (String kind : MEDDLING) {
            fixture.document("doc-2-" + kind + ".txt", kind);
        }
        fixture.documents("doc-3-ok", 12).jobFile("tier: inline", "tolerate: 100%");

        var ended = fixture.run();

        assertThat(ended.exitCode()).as(ended.toString()).isZero();
        assertThat(ended.out()).startsWith("Run 1 of mixed is done: every document was served.");
        fixture.assertExact(1);
        assertThat(fixture.run(1).ledger()).allSatisfy(PoisonIT::isAsItShouldBe);
        assertThat(logged())
                .as("bytes of what the hook has printed")
                .singleElement()
                .satisfies(bytes -> assertThat(bytes).isBetween(MOST_LOGGED / 2, MOST_LOGGED));
    }

    private void poisonAmongFew(String kind) throws IOException {
        for (int i = 0; i < 12; i++) {
            fixture.document("doc-%03d-ok.txt".formatted(i), "content " + i);
        }
        fixture.document("doc-005-%s.txt".formatted(kind), "poison");
    }

    private void assertLostIs(String kind) throws IOException {
        fixture.assertExact(1);
        assertThat(fixture.run(1).ledger())
                .hasSize(13)
                .filteredOn(line -> line.outcome().equals("exhausted"))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.document()).isEqualTo("doc-005-%s.txt".formatted(kind));
                    assertThat(line.fields().get("error")).isEqualTo(LOST);
                });
        assertThat(fixture.run(1).briefLedger())
                .filteredOn(line -> !line.contains(kind))
                .allSatisfy(line -> assertThat(line).endsWith(" completed READ 1"));
    }
}
