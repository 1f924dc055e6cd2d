package dev.backflow.run.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** All that a cursor still has, as a list. */
public final class Drained {
    private Drained() {}

    public static <T> List<T> of(Cursor<T> cursor) throws IOException {
        List<T> values = new ArrayList<>();
        try (cursor) {
            for (T value = cursor.next(); value != null; value = cursor.next()) {
                values.add(value);
            }
        }
        return values;
    }
}
