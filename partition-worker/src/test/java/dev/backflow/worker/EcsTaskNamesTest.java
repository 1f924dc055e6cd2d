package dev.backflow.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.StandardEnvironment;

class EcsTaskNamesTest {
    private final List<String> asked = new ArrayList<>();
    private final HttpServer agent;
    private String answer =
            "{\"Cluster\":\"c\",\"TaskARN\":\"arn:aws:ecs:eu-central-1:1:task/c/0123456789abcdef0123456789abcdef\"}";

    EcsTaskNamesTest() throws IOException {
        agent = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        agent.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().getPath());
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        agent.start();
    }

    @AfterEach
    void stopTheAgent() {
        agent.stop(0);
    }

    @Test
    void asksOnceWhichTaskThisIs() {
        var environment = environment();

        assertThat(environment.resolvePlaceholders("w3-${backflow.ecs.task-name}"))
                .isEqualTo("w3-0123456789ab");
        assertThat(environment.getProperty("backflow.ecs.task-id")).isEqualTo("0123456789abcdef0123456789abcdef");
        assertThat(asked).containsExactly("/v4/token/task");
    }

    @Test
    void asksNothingForOtherProperties() {
        assertThat(environment().getProperty("backflow.worker.name")).isNull();
        assertThat(asked).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithTheAnswer() {
        answer = "{}";

        assertThatThrownBy(() -> environment().getProperty("backflow.ecs.task-id"))
                .isInstanceOf(WorkerStartException.class)
                .hasMessageContaining("does not say which task this is: it answered 200");
    }

    private StandardEnvironment environment() {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addLast(new EcsTaskNames("http://127.0.0.1:%d/v4/token"
                        .formatted(agent.getAddress().getPort())));
        return environment;
    }
}
