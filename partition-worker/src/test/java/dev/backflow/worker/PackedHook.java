package dev.backflow.worker;

import dev.backflow.hook.Document;
import dev.backflow.hook.Hook;
import dev.backflow.hook.Response;
import dev.backflow.hook.Steps;
import java.io.InputStream;
import java.util.Map;

/** A hook that the tests pack into a jar; it needs nothing but the hook API. */
public final class PackedHook implements Hook<Integer> {
    @Override
    public Steps<Integer> steps() {
        return Steps.first("read", (Document document) -> {
            try (InputStream in = document.open()) {
                return in.readAllBytes().length;
            }
        });
    }

    @Override
    public Response completed(Integer length, Document document) {
        return Response.of("READ", Map.of("length", length));
    }
}
