package dev.backflow.engine;

import dev.backflow.hook.Response;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A response whose payload nothing can change any more. */
record PlainResponse(String status, Map<String, @Nullable Object> payload) {

    /** A copy; null for null, so that the caller reports a hook that answered nothing. */
    static @Nullable PlainResponse of(@Nullable Response response) {
        if (response == null) {
            return null;
        }
        return new PlainResponse(
                Thrown.bounded(response.status(), Response.MAX_STATUS_LENGTH),
                PlainData.copy("payload", response.payload()));
    }
}
