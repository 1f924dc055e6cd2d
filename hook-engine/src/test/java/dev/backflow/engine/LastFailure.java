package dev.backflow.engine;

import dev.backflow.hook.Failure;
import java.util.Objects;

/** The failure of a document that is expected to have one. */
final class LastFailure {
    private LastFailure() {}

    static Failure of(Served served) {
        return Objects.requireNonNull(served.failure(), "no attempt failed");
    }
}
