package dev.backflow.engine.testkit;

import dev.backflow.hook.Document;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** A document that a test gives to a hook. */
record SampleDocument(String name, SampleContent content, Map<String, String> metadata) implements Document {
    SampleDocument {
        metadata = Map.copyOf(metadata);
    }

    @Override
    public String version() {
        return "sample";
    }

    @Override
    public long size() {
        return content.size();
    }

    @Override
    public InputStream open() throws IOException {
        return content.open();
    }
}
