package dev.backflow.launcher.drill;

import dev.backflow.launcher.drill.RoundBooks.Line;
import dev.backflow.launcher.drill.hook.DrillHook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Whether a run that has ended kept its promises, by the documents that the drill has made and what was written about
 * them. It shares no code with what it judges.
 *
 * @param limit how many documents the run might service
 * @param callsMost how often the hook may have been called beyond once for each document
 */
record RoundOracle(Corpus corpus, long limit, long callsMost) {
    private static final int EXAMPLES = 3;

    Findings judge(RoundBooks books) {
        var judging = new Judging(books);
        judging.rows();
        judging.meter();
        judging.results();
        judging.calls();
        return judging.findings();
    }

    private final class Judging {
        private final RoundBooks books;
        private final Set<String> known = new HashSet<>(corpus.names());
        private final Map<String, List<Line>> rows;
        private final Map<String, List<Line>> results;
        private final long serviced;
        private final List<String> differences = new ArrayList<>();
        private long lost;
        private long twice;

        Judging(RoundBooks books) {
            this.books = books;
            this.rows = byDocument(books.rows());
            this.results = byDocument(books.results());
            this.serviced = books.rows().stream()
                    .filter(Line::isServiced)
                    .map(Line::document)
                    .distinct()
                    .count();
        }

        void rows() {
            lost += tell(
                    "No row",
                    corpus.names().stream()
                            .filter(name -> !rows.containsKey(name))
                            .toList());
            twice += tell("More than one row", moreThanOne(rows));
            tell(
                    "Row of an unknown document",
                    rows.keySet().stream().filter(name -> !isKnown(name)).toList());
            tell(
                    "Other outcome than the hook's",
                    books.rows().stream()
                            .filter(row -> row.isServed() && !isTrue(row))
                            .map(Line::toString)
                            .toList());
            if (books.used() < limit) {
                lost += tell(
                        "Not served although the limit was not reached",
                        books.rows().stream()
                                .filter(row -> !row.isServed())
                                .map(Line::document)
                                .toList());
            }
        }

        void meter() {
            long wanted = Math.min(limit, corpus.serviceable());
            if (books.limit() != limit || books.used() != wanted || serviced != wanted) {
                differences.add("The meter has %d of %d, the ledger %d serviced documents, and %d of %d are right."
                        .formatted(books.used(), books.limit(), serviced, wanted, limit));
            }
            twice += Math.max(0, books.used() - serviced);
        }

        void results() {
            twice += tell("More than one result", moreThanOne(results));
            lost += tell(
                    "No result, or another than the ledger says",
                    books.rows().stream()
                            .filter(row -> row.isServed()
                                    && !results.getOrDefault(row.document(), List.of())
                                            .contains(row))
                            .map(Line::document)
                            .toList());
            tell(
                    "Result of a document that was not served",
                    results.keySet().stream()
                            .filter(name ->
                                    rows.getOrDefault(name, List.of()).stream().noneMatch(Line::isServed))
                            .toList());
        }

        void calls() {
            Map<Integer, Integer> calls = new HashMap<>();
            books.calls().forEach(number -> calls.merge(number, 1, Integer::sum));
            tell(
                    "Served without a call of the hook",
                    books.rows().stream()
                            .filter(row -> row.isServed() && isKnown(row.document()) && !calls.containsKey(number(row)))
                            .map(Line::document)
                            .toList());
            long most = books.rows().stream().filter(Line::isServed).count() + callsMost;
            if (books.calls().size() > most) {
                differences.add("The hook was called %d times, and may have been %d times."
                        .formatted(books.calls().size(), most));
            }
        }

        Findings findings() {
            return new Findings(lost, twice, Math.max(0, books.used() - limit), differences);
        }

        private int tell(String what, List<String> documents) {
            if (!documents.isEmpty()) {
                differences.add("%s: %d, such as %s."
                        .formatted(
                                what,
                                documents.size(),
                                documents.stream().limit(EXAMPLES).collect(Collectors.joining(", "))));
            }
            return documents.size();
        }

        private boolean isKnown(String name) {
            return known.contains(name);
        }
    }

    private static boolean isTrue(Line row) {
        var fate = Corpus.fate(row.document());
        return row.outcome().equals(fate.outcome) && row.attempts() == fate.attempts;
    }

    private static int number(Line row) {
        return Integer.parseInt(row.document().substring(0, DrillHook.NUMBER_LENGTH));
    }

    private static Map<String, List<Line>> byDocument(List<Line> lines) {
        return lines.stream().collect(Collectors.groupingBy(Line::document, TreeMap::new, Collectors.toList()));
    }

    private static List<String> moreThanOne(Map<String, List<Line>> lines) {
        return lines.entrySet().stream()
                .filter(each -> each.getValue().size() > 1)
                .map(Map.Entry::getKey)
                .toList();
    }
}
