package dev.backflow.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HookTest {
    private final Hook<String> smallest = () -> Steps.first("name", Document::name);
    private final Document document = new NoDocument();

    @Test
    void needsNothingButItsSteps() throws Exception {
        smallest.start(Map.of());

        assertThat(smallest.authorize(document).allowed()).isTrue();
        assertThat(smallest.completed("a", document)).isEqualTo(Response.of("COMPLETED"));
        smallest.stop();
    }

    @Test
    void answersForAnExhaustedDocumentByTheFailure() throws Exception {
        Failure failure = new Failure("name", Failure.TIME_LIMIT, "took longer than 5 s", "", 3);

        assertThat(smallest.exhausted(failure, document)).isEqualTo(failure.toResponse());
    }

    private record NoDocument() implements Document {
        @Override
        public String name() {
            return "a";
        }

        @Override
        public String version() {
            return "1";
        }

        @Override
        public long size() {
            return 0;
        }

        @Override
        public Map<String, String> metadata() {
            return Map.of();
        }

        @Override
        public InputStream open() {
            return InputStream.nullInputStream();
        }
    }
}
