package dev.backflow.engine;

import dev.backflow.hook.Decision;
import dev.backflow.hook.Document;
import dev.backflow.hook.Failure;
import dev.backflow.hook.Hook;
import dev.backflow.hook.Response;
import dev.backflow.hook.Steps;
import dev.backflow.hook.ValueFunction;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A hook of the steps read and work, which does as it is told and remembers who was called. */
final class ScriptedHook implements Hook<Object> {
    final List<String> calls = new CopyOnWriteArrayList<>();
    ValueFunction<Document, Decision> authorization = document -> Decision.allow();
    ValueFunction<Document, Object> reading = Document::name;
    ValueFunction<Object, Object> work = value -> value;
    ValueFunction<Object, Response> completion = value -> Response.of("DONE");
    ValueFunction<Failure, Response> resignation = Failure::toResponse;

    @Override
    public Steps<Object> steps() {
        return Steps.<Object>first("read", document -> {
                    calls.add("read");
                    return reading.apply(document);
                })
                .then("work", value -> {
                    calls.add("work");
                    return work.apply(value);
                });
    }

    @Override
    public Decision authorize(Document document) throws Exception {
        calls.add("authorize");
        return authorization.apply(document);
    }

    @Override
    public Response completed(Object value, Document document) throws Exception {
        calls.add("completed");
        return completion.apply(value);
    }

    @Override
    public Response exhausted(Failure failure, Document document) throws Exception {
        calls.add("exhausted");
        return resignation.apply(failure);
    }
}
