package dev.backflow.engine;

import dev.backflow.hook.Document;
import dev.backflow.hook.SourceChangedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A document that remembers when it was opened. */
record TestDocument(String name, List<String> calls, boolean changed) implements Document {
    static TestDocument named(String name) {
        return new TestDocument(name, new CopyOnWriteArrayList<>(), false);
    }

    static TestDocument reportingTo(List<String> calls) {
        return new TestDocument("a.txt", calls, false);
    }

    static TestDocument changedSinceItWasListed() {
        return new TestDocument("a.txt", new CopyOnWriteArrayList<>(), true);
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public long size() {
        return 7;
    }

    @Override
    public Map<String, String> metadata() {
        return Map.of();
    }

    @Override
    public InputStream open() throws IOException {
        calls.add("open");
        if (changed) {
            throw new SourceChangedException("listed with 7 bytes, found with 9");
        }
        return new ByteArrayInputStream("content".getBytes(StandardCharsets.UTF_8));
    }
}
