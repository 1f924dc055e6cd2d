package dev.backflow.engine.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backflow.engine.HookJarException;
import dev.backflow.engine.Served;
import dev.backflow.engine.Verdict;
import dev.backflow.hook.Decision;
import dev.backflow.hook.Document;
import dev.backflow.hook.Failure;
import dev.backflow.hook.Hook;
import dev.backflow.hook.Response;
import dev.backflow.hook.Steps;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HookTestTest {
    private final Greetings hook = new Greetings();

    @Test
    void servesAFileAsAWorkerWould(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("who.txt"), "World");

        Served served = HookTest.of(hook)
                .document("who.txt", file)
                .metadata("tenant", "acme")
                .settings(Map.of("greeting", "Hello"))
                .run();

        assertThat(served)
                .isEqualTo(
                        new Served(Verdict.COMPLETED, "GREETED", Map.of("text", "Hello World", "bytes", 5L), 1, null));
        assertThat(hook.calls)
                .as("the failing step itself is never run")
                .containsExactly("start", "authorize", "text", "greet", "completed", "stop");
    }

    @Test
    void completesAfterTwoFailuresThatTheTestAskedFor() {
        Served served = sample().failing("text", 2).run();

        assertThat(served.verdict()).isEqualTo(Verdict.COMPLETED);
        assertThat(served.attempts()).isEqualTo(3);
        assertThat(served.failure())
                .isEqualTo(
                        new Failure("text", InjectedFailure.class.getName(), "the test lets step 'text' fail", "", 2));
    }

    @Test
    void exhaustsAfterThreeFailuresThatTheTestAskedFor() {
        Served served = sample().failing("greet", 3).run();

        assertThat(served.verdict()).isEqualTo(Verdict.EXHAUSTED);
        assertThat(hook.calls).containsExactly("start", "authorize", "text", "text", "text", "exhausted", "stop");
    }

    @Test
    void takesAnotherNumberOfRetries() {
        Served served = sample().failing("text", 4).retries(4).run();

        assertThat(served.attempts()).isEqualTo(5);
        assertThat(served.verdict()).isEqualTo(Verdict.COMPLETED);
    }

    @Test
    void rejectsByTheMetadata() {
        Served served = HookTest.of(hook)
                .document("who.txt", new byte[0])
                .settings(Map.of("greeting", "Hello"))
                .run();

        assertThat(served)
                .isEqualTo(new Served(Verdict.REJECTED, "REJECTED", Map.of("reason", "unknown tenant"), 1, null));
    }

    @Test
    void servesAgainFromTheBeginning() {
        HookTest test = sample().failing("text", 1);

        assertThat(test.run()).isEqualTo(test.run());
        assertThat(hook.calls).filteredOn("start"::equals).hasSize(2);
    }

    @Test
    void refusesToFailAStepThatIsNotThere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sample().failing("txt", 1).run())
                .withMessage("there is no step 'txt' to fail, only [text, greet]");
        assertThat(hook.calls).containsExactly("start", "stop");
    }

    @Test
    void saysWhyAHookDoesNotStart() {
        assertThatThrownBy(() -> HookTest.of(hook).run())
                .isInstanceOf(HookJarException.class)
                .hasMessageContaining("start() threw java.lang.IllegalArgumentException: greeting is missing");
    }

    private HookTest sample() {
        return HookTest.of(hook)
                .document("who.txt", "World".getBytes(StandardCharsets.UTF_8))
                .metadata("tenant", "acme")
                .settings(Map.of("greeting", "Hello"));
    }

    private static final class Greetings implements Hook<String> {
        final List<String> calls = new ArrayList<>();
        private String greeting = "";

        @Override
        public void start(Map<String, Object> settings) {
            if (!settings.containsKey("greeting")) {
                throw new IllegalArgumentException("greeting is missing");
            }
            calls.add("start");
            greeting = settings.get("greeting").toString();
        }

        @Override
        public Steps<String> steps() {
            return Steps.first("text", document -> {
                        calls.add("text");
                        try (var in = document.open()) {
                            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
                        }
                    })
                    .then("greet", who -> {
                        calls.add("greet");
                        return greeting + " " + who;
                    });
        }

        @Override
        public Decision authorize(Document document) {
            calls.add("authorize");
            return "acme".equals(document.metadata().get("tenant"))
                    ? Decision.allow()
                    : Decision.deny("unknown tenant");
        }

        @Override
        public Response completed(String text, Document document) {
            calls.add("completed");
            return Response.of("GREETED", Map.of("text", text, "bytes", document.size()));
        }

        @Override
        public Response exhausted(Failure failure, Document document) {
            calls.add("exhausted");
            return Response.of("NOT_GREETED", Map.of("why", failure.message()));
        }

        @Override
        public void stop() {
            calls.add("stop");
        }
    }
}
