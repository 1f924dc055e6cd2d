package dev.backflow.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a run does, whichever tier serves it and whichever database keeps its books. */
abstract class RunContract {
    private final String tier;
    private final RunRepository repository;
    private final JobFixture fixture;

    /**
     * @param tier as it stands in a job file
     */
    RunContract(String tier, RunRepository repository, Path folder, Path work) throws IOException {
        this.tier = "tier: " + tier;
        this.repository = repository;
        this.fixture = new JobFixture(folder, work, "letters", repository).scriptedHook();
    }

    @AfterEach
    void close() {
        fixture.close();
        repository.close();
    }

    @Test
    void givesEachDocumentItsOutcome() throws Exception {
        mixedDocuments();
        fixture.jobFile(tier, "tolerate: 3", "workers: {max: 2}");

        var ended = fixture.run();

        assertThat(ended.exitCode()).as(ended.toString()).isEqualTo(1);
        assertThat(ended.out()).contains("4 documents are exhausted", "the job tolerates 3");
        fixture.assertExact(1);
        assertThat(fixture.run(1).briefLedger()).containsExactlyElementsOf(mixedOutcomes());
        assertThat(callsByDocument()).isEqualTo(mixedCalls());
        assertThat(fixture.run(1).result("fail-001.txt").fields().get("payload"))
                .isEqualTo(Map.of("step", "judge", "why", "cannot judge fail-001.txt"));
        assertThat(fixture.run(1).result("twice-004.txt").fields().get("payload"))
                .isEqualTo(Map.of("text", "content of twice-004.txt", "attempts", 3L));
    }

    @Test
    void bundlesTheSameOutcomes() throws Exception {
        mixedDocuments();
        fixture.jobFile(tier, "tolerate: 4", "workers: {max: 1}", "result-layout: bundled");

        var ended = fixture.run();

        assertThat(ended.exitCode()).as(ended.toString()).isZero();
        fixture.assertExact(1);
        assertThat(fixture.run(1).briefLedger()).containsExactlyElementsOf(mixedOutcomes());
        assertThat(fixture.run(1).resultLines().keySet())
                .hasSizeLessThan(30)
                .allSatisfy(file -> assertThat(file).startsWith("letters-1/").endsWith(".jsonl"));
    }

    @Test
    void plansWithoutLeavingATrace() throws Exception {
        mixedDocuments();
        fixture.jobFile(tier, "limit: 7");
        var before = FolderTree.of(fixture.folder());

        var ended = fixture.run("--dry-run");

        assertThat(ended.exitCode()).as(ended.toString()).isZero();
        assertThat(ended.out())
                .contains("Would start run 1 of letters", "60 documents to serve", "at most 7 documents", tier());
        assertThat(FolderTree.of(fixture.folder())).isEqualTo(before);
        assertThat(fixture.calls()).isEmpty();
    }

    @Test
    void servesTheWholeSourceOverSeveralRuns() throws Exception {
        fixture.documents("fail", 1).documents("ok", 29).jobFile(tier, "limit: 7", "tolerate: 1", "workers: {max: 1}");

        var first = fixture.run();

        assertThat(first.exitCode()).as(first.toString()).isZero();
        assertThat(first.out()).contains("limit 7 of 7 used", "23 documents are left for the next run");
        assertThat(fixture.run(1).summary().get("outcome")).isEqualTo("limit-reached");
        assertThat(fixture.run(1).count("notServed")).isEqualTo(23);
        fixture.assertExact(1);
        var served = new TreeSet<>(fixture.run(1).serviced());
        assertThat(served).hasSize(7).isEqualTo(callsByDocument().keySet());

        var second = fixture.run();

        assertThat(second.exitCode()).as(second.toString()).isZero();
        fixture.assertExact(2);
        assertThat(fixture.run(2).serviced()).hasSize(7).doesNotContainAnyElementsOf(served);
        served.addAll(fixture.run(2).serviced());

        var third = fixture.run("--limit=100");

        assertThat(third.exitCode()).as(third.toString()).isZero();
        assertThat(third.out()).contains("every document was served", "14 serviced by earlier runs");
        fixture.assertExact(3);
        assertThat(fixture.run(3).serviced()).hasSize(16).doesNotContainAnyElementsOf(served);
        served.addAll(fixture.run(3).serviced());
        assertThat(served).hasSize(30).isEqualTo(callsByDocument().keySet());
        assertThat(fixture.calls()).as("calls").doesNotHaveDuplicates();

        servesOnlyWhatIsNew();
        touchesNothingThatIsFinished();
    }

    private void servesOnlyWhatIsNew() throws Exception {
        int calls = fixture.calls().size();

        var none = fixture.run();

        assertThat(none.exitCode()).as(none.toString()).isZero();
        assertThat(none.out()).contains("there was no new or changed document", "30 serviced by earlier runs");
        fixture.assertExact(4);
        assertThat(fixture.calls()).hasSize(calls);

        fixture.document("ok-003.txt", "another content\n").document("later/ok.txt", "a new document\n");

        var changed = fixture.run();

        assertThat(changed.exitCode()).as(changed.toString()).isZero();
        fixture.assertExact(5);
        assertThat(fixture.run(5).serviced()).containsExactly("later/ok.txt", "ok-003.txt");
        assertThat(fixture.run(5).result("ok-003.txt").fields().get("payload"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("text", "another content");
    }

    private void touchesNothingThatIsFinished() throws Exception {
        var runs = FolderTree.of(fixture.data().resolve("letters/runs"));
        var results = FolderTree.of(fixture.results());

        var restarted = fixture.restart();

        assertThat(restarted.exitCode()).as(restarted.toString()).isZero();
        assertThat(restarted.out()).contains("Run 5 of letters was finished before", "nothing to do");
        assertThat(FolderTree.of(fixture.data().resolve("letters/runs"))).isEqualTo(runs);
        assertThat(FolderTree.of(fixture.results())).isEqualTo(results);
    }

    private String tier() {
        return tier.substring("tier: ".length());
    }

    private void mixedDocuments() throws IOException {
        fixture.documents("fail", 4).documents("ok", 45).documents("reject", 6).documents("twice", 5);
    }

    /** The same for each tier and each database. */
    private static List<String> mixedOutcomes() {
        return Stream.of(
                        each("fail", 4, "exhausted NEEDS_REVIEW 3"),
                        each("ok", 45, "completed READ 1"),
                        each("reject", 6, "rejected REJECTED 0"),
                        each("twice", 5, "completed READ 3"))
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> each(String prefix, int count, String outcome) {
        return JobFixture.names(prefix, count).stream()
                .map(name -> name + " " + outcome)
                .toList();
    }

    /** Three attempts where all fail and where two do, one for their neighbours, none for what is refused. */
    private static Map<String, List<String>> mixedCalls() {
        var calls = new TreeMap<String, List<String>>();
        JobFixture.names("fail", 4)
                .forEach(name -> calls.put(name, List.of("authorize", "open 1", "open 2", "open 3")));
        JobFixture.names("ok", 45).forEach(name -> calls.put(name, List.of("authorize", "open 1")));
        JobFixture.names("reject", 6).forEach(name -> calls.put(name, List.of("authorize")));
        JobFixture.names("twice", 5)
                .forEach(name -> calls.put(name, List.of("authorize", "open 1", "open 2", "open 3")));
        return calls;
    }

    /** What the hook wrote down, in its order, under the name of each document. */
    private Map<String, List<String>> callsByDocument() throws IOException {
        var calls = new TreeMap<String, List<String>>();
        for (String call : fixture.calls()) {
            List<String> words = List.of(call.split(" ", -1));
            calls.computeIfAbsent(words.get(1), name -> new ArrayList<>())
                    .add(words.size() == 2 ? words.get(0) : words.get(0) + " " + words.get(2));
        }
        return calls;
    }
}
