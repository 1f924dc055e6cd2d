package dev.backflow.run.outcome;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Payloads made from a seed: any UTF-16, numbers of any size, nested. */
final class RandomPayload {
    private RandomPayload() {}

    static Map<String, @Nullable Object> map(Random random, int depth) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        for (var i = random.nextInt(5); i > 0; i--) {
            map.put(text(random), value(random, depth - 1));
        }
        return map;
    }

    private static @Nullable Object value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 7)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextLong() >> random.nextInt(64);
            case 3 -> new BigInteger(random.nextInt(200), random);
            case 4 -> new BigDecimal(new BigInteger(random.nextInt(200), random), random.nextInt(80) - 40);
            case 5 -> random.nextGaussian();
            case 6 -> text(random);
            case 7 -> list(random, depth);
            default -> map(random, depth);
        };
    }

    private static List<@Nullable Object> list(Random random, int depth) {
        var list = new ArrayList<@Nullable Object>();
        for (var i = random.nextInt(5); i > 0; i--) {
            list.add(value(random, depth - 1));
        }
        return list;
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (var i = random.nextInt(12); i > 0; i--) {
            text.append((char) (random.nextInt(1 << 16) >> random.nextInt(10)));
        }
        return text.toString();
    }
}
