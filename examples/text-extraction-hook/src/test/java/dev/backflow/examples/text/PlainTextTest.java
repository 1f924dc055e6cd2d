package dev.backflow.examples.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTest {

    @Test
    void keepsTheLargestGapOfEachRunOfWhiteSpace() {
        assertThat(kept("  a \u00a0 b \t c\r\nd \n\n\n e  \n")).isEqualTo("a b\tc\nd\n\ne");
    }

    @Test
    void dropsControlCharacters() {
        assertThat(kept("a\u0000b\u0007c")).isEqualTo("abc");
    }

    @Test
    void replacesHalfASurrogatePair() {
        assertThat(kept("a\ud83db\ude00c\ud83d")).isEqualTo("a\ufffdb\ufffdc\ufffd");
    }

    @Test
    void joinsASurrogatePairThatArrivesInTwoPieces() {
        PlainText text = new PlainText(10);

        add(text, "\ud83d");
        add(text, "\ude00");

        assertThat(text.kept()).isEqualTo("\ud83d\ude00");
        assertThat(text.characters()).isEqualTo(1);
    }

    @Test
    void countsWhatItDoesNotKeep() {
        PlainText text = new PlainText(4);

        add(text, "ab \ud83d\ude00 cd");

        assertThat(text.kept()).isEqualTo("ab \ud83d\ude00");
        assertThat(text.characters()).isEqualTo(7);
    }

    private static String kept(String characters) {
        PlainText text = new PlainText(100);
        add(text, characters);
        return text.kept();
    }

    private static void add(PlainText text, String characters) {
        text.characters(characters.toCharArray(), 0, characters.length());
    }
}
