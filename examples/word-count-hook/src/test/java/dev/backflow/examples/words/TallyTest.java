package dev.backflow.examples.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TallyTest {

    @Test
    void findsNothingInNothing() {
        assertThat(count("")).isEqualTo(new Count("", 0, 0, "hash"));
    }

    @Test
    void countsALastLineThatDoesNotEnd() {
        assertThat(count("one\ntwo words")).isEqualTo(new Count("one", 3, 2, "hash"));
    }

    @Test
    void takesTheFirstLineWithTextAsTitle() {
        assertThat(count("\n  \n## Minutes of May\nbody\n").title()).isEqualTo("Minutes of May");
    }

    @Test
    void cutsATitleThatIsTooLong() {
        assertThat(count("x".repeat(500)).title()).hasSize(120);
    }

    @Test
    void joinsWhatArrivesInPieces() {
        var tally = new Tally();

        tally.add("wo".toCharArray(), 2);
        tally.add("rd two".toCharArray(), 6);

        assertThat(tally.count("hash")).isEqualTo(new Count("word two", 2, 1, "hash"));
    }

    private static Count count(String text) {
        var tally = new Tally();
        tally.add(text.toCharArray(), text.length());
        return tally.count("hash");
    }
}
