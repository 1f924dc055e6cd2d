package dev.backflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.CharBuffer;
import java.time.LocalDate;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlainDataTest {

    @Test
    void keepsEveryKindOfPlainValue() {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("text", "a\u0000\n\uD83D\uDE00");
        all.put("flag", true);
        all.put("byte", (byte) 1);
        all.put("short", (short) 2);
        all.put("int", 3);
        all.put("long", Long.MIN_VALUE);
        all.put("big", BigInteger.TEN.pow(999));
        all.put("total", new BigDecimal("12.50"));
        all.put("float", 1.5f);
        all.put("double", Double.MIN_VALUE);
        all.put("nothing", null);
        all.put("list", Arrays.asList(1, null, List.of("x"), Map.of("y", 1)));
        all.put("empty", Map.of());

        assertThat(PlainData.copy("payload", all)).isEqualTo(all);
    }

    @Test
    void keepsTheOrderOfMapsAndCollections() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("z", 1);
        map.put("a", new TreeSet<>(List.of("c", "b")));

        Map<String, @Nullable Object> copy = PlainData.copy("payload", map);

        assertThat(copy.keySet().toArray()).containsExactly("z", "a");
        assertThat(copy.get("a")).isEqualTo(List.of("b", "c"));
    }

    static Stream<Arguments> notPlain() {
        return Stream.of(
                Arguments.of(LocalDate.EPOCH, "java.time.LocalDate is not plain data, use a string"),
                Arguments.of('c', "java.lang.Character is not plain data, use a string"),
                Arguments.of(CharBuffer.allocate(1), "java.nio.HeapCharBuffer is not plain data, use a string"),
                Arguments.of(TimeUnit.DAYS, "java.util.concurrent.TimeUnit is not plain data, use its name()"),
                Arguments.of(new int[1], "int[] is not plain data, use a list"),
                Arguments.of(new byte[1][1], "byte[][] is not plain data, use a list"),
                Arguments.of(Optional.of(1), "java.util.Optional is not plain data, use its value or null"),
                Arguments.of(
                        new AtomicInteger(),
                        "java.util.concurrent.atomic.AtomicInteger is not plain data, use a string"),
                Arguments.of(Double.NaN, "NaN is not plain data, use null or a string"),
                Arguments.of(Float.NEGATIVE_INFINITY, "-Infinity is not plain data, use null or a string"),
                Arguments.of(
                        new Own(),
                        "dev.backflow.engine.PlainDataTest$Own is not plain data,"
                                + " use strings, numbers, booleans, lists and maps"),
                Arguments.of(
                        new OwnNumber(),
                        "dev.backflow.engine.PlainDataTest$OwnNumber is not plain data,"
                                + " use strings, numbers, booleans, lists and maps"),
                Arguments.of(BigInteger.TEN.pow(1000), "a number has more than 1000 digits, use a string"),
                Arguments.of(new BigDecimal("1e-100001"), "a number's exponent is beyond 100000, use a string"),
                Arguments.of(
                        new BigDecimal(BigInteger.ONE, Integer.MIN_VALUE),
                        "a number's exponent is beyond 100000, use a string"),
                Arguments.of(
                        "ab\uD83D", "character 2 is half of a surrogate pair, which no result can hold, replace it"),
                Arguments.of(
                        "\uDE00\uD83D",
                        "character 0 is half of a surrogate pair, which no result can hold, replace it"));
    }

    @ParameterizedTest
    @MethodSource("notPlain")
    void refusesWhatIsNotPlainAndSaysWhereItIs(Object value, String fault) {
        Map<String, Object> payload = Map.of("invoice", Map.of("lines", List.of(0, value)));

        assertThatThrownBy(() -> PlainData.copy("payload", payload))
                .isInstanceOf(NotPlainException.class)
                .hasMessage("payload.invoice.lines[1]: " + fault);
    }

    @Test
    void refusesAHugeNumberWithoutCountingItsDigits() {
        BigInteger huge = BigInteger.ONE.shiftLeft(100_000_000);

        assertThatThrownBy(() -> PlainData.copy("payload", Map.of("huge", huge)))
                .hasMessage("payload.huge: a number has more than 1000 digits, use a string");
    }

    @Test
    void refusesKeysThatAreNoStrings() {
        assertThatThrownBy(() -> PlainData.copy("payload", Map.of("rates", Map.of(7, "x"))))
                .hasMessage("payload.rates: a key is java.lang.Integer, use strings as keys");
        assertThatThrownBy(() -> PlainData.copy("payload", Collections.singletonMap(null, "x")))
                .hasMessage("payload: a key is null, use strings as keys");
    }

    @Test
    void showsStrangeKeysInBrackets() {
        assertThatThrownBy(() -> PlainData.copy("payload", Map.of("a.b c", new Own())))
                .hasMessageStartingWith("payload[\"a.b c\"]: ");
    }

    @Test
    void bearsThirtyTwoLevelsAndNoMore() {
        assertThat(PlainData.copy("payload", nested(32))).isEqualTo(nested(32));
        assertThatThrownBy(() -> PlainData.copy("payload", nested(33)))
                .hasMessageStartingWith("payload.a.a.a")
                .hasMessageEndingWith(": lists and maps are more than 32 levels deep here, flatten them");
    }

    @Test
    void refusesAMapThatHoldsItself() {
        Map<String, Object> own = new LinkedHashMap<>();
        own.put("self", own);

        assertThatThrownBy(() -> PlainData.copy("payload", own)).isInstanceOf(NotPlainException.class);
    }

    @Test
    void bearsFourMillionCharactersAndNoMore() {
        String most = "x".repeat(PlainData.MAX_CHARACTERS - 2);

        assertThat(PlainData.copy("payload", Map.of("a", most))).hasSize(1);
        assertThatThrownBy(() -> PlainData.copy("payload", Map.of("a", most + "x")))
                .hasMessage("payload.a: the data is larger than 4194304 characters here,"
                        + " keep it elsewhere and name the place");
    }

    @Test
    void endsAtAListThatDoesNot() {
        assertThatThrownBy(() -> PlainData.copy("payload", Map.of("all", new Endless())))
                .isInstanceOf(NotPlainException.class)
                .hasMessageContaining("larger than 4194304 characters");
    }

    @Test
    void givesCopiesThatCannotBeChanged() {
        List<Object> list = new ArrayList<>(List.of(1));
        Map<String, @Nullable Object> copy = PlainData.copy("payload", Map.of("list", list));

        list.add(2);

        assertThat(copy).isEqualTo(Map.of("list", List.of(1)));
        List<?> inner = (List<?>) Objects.requireNonNull(copy.get("list"));
        assertThatThrownBy(() -> inner.remove(0)).isInstanceOf(UnsupportedOperationException.class);
    }

    private static Map<String, Object> nested(int levels) {
        return levels == 1 ? Map.of("a", 1) : Map.of("a", nested(levels - 1));
    }

    private static final class Own {}

    private static final class OwnNumber extends BigDecimal {
        private static final long serialVersionUID = 1L;

        OwnNumber() {
            super("1");
        }
    }

    private static final class Endless extends AbstractList<Object> {
        @Override
        public Object get(int index) {
            return "x";
        }

        @Override
        public int size() {
            return Integer.MAX_VALUE;
        }
    }
}
