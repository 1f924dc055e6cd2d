package dev.backflow.run.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DocumentOrderTest {
    private static final String UNITS = "a/.-\u00E9\u07FF\u0800\uD7FF\uE000\uFFFD\uFF5E";

    @Test
    void agreesWithTheBytesOnNastyNames() {
        var keys = NastyNames.keys();

        for (String left : keys) {
            for (String right : keys) {
                assertThat(Integer.signum(DocumentOrder.BY_BYTES.compare(left, right)))
                        .as("%s against %s", left, right)
                        .isEqualTo(Integer.signum(NastyNames.REFERENCE.compare(left, right)));
            }
        }
    }

    @Test
    void agreesWithTheBytesOnRandomNames() {
        var random = new Random(7);
        var keys = new ArrayList<String>();
        for (int i = 0; i < 2_000; i++) {
            var key = new StringBuilder();
            for (int length = random.nextInt(4); length >= 0; length--) {
                int unit = random.nextInt(UNITS.length() + 2);
                key.append(
                        unit < UNITS.length() ? UNITS.substring(unit, unit + 1) : Character.toString(0x1F600 + unit));
            }
            keys.add(key.toString());
        }

        assertThat(keys.stream().sorted(DocumentOrder.BY_BYTES)).containsExactlyElementsOf(NastyNames.sorted(keys));
    }

    @Test
    void differsFromTheOrderOfStringsBeyondTheBasicPlane() {
        String beyond = "\uD83D\uDE00";
        String wide = "\uFF5E";

        assertThat(beyond.compareTo(wide)).isNegative();
        assertThat(DocumentOrder.BY_BYTES.compare(beyond, wide)).isPositive();
    }
}
