package dev.backflow.launcher.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** All services of AWS at one loopback address: notes what is called, answers what it was told to, and denies the rest. */
final class LoopbackAws implements AutoCloseable {
    private static final String DENIED =
            "<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>";
    private static final String TARGET = "X-Amz-Target";

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final HttpServer server;

    LoopbackAws() throws IOException {
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String call = name(exchange);
        calls.add(call);
        String known = answers.get(call);
        byte[] answer = (known == null ? DENIED : known).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(known == null ? 403 : 200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    /** Services that have no operation in a header or a form are told by method and path. */
    private static String name(HttpExchange exchange) throws IOException {
        String target = exchange.getRequestHeaders().getFirst(TARGET);
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (target != null) {
            return target;
        }
        for (String field : body.split("&", -1)) {
            if (field.startsWith("Action=")) {
                return URLDecoder.decode(field.substring("Action=".length()), StandardCharsets.UTF_8);
            }
        }
        return exchange.getRequestMethod() + " " + exchange.getRequestURI();
    }

    /** @param call as it is noted */
    LoopbackAws answers(String call, String answer) {
        answers.put(call, answer);
        return this;
    }

    /** A stack for everybody who asks for one. */
    LoopbackAws stack(String name, Map<String, String> outputs) {
        var told = new StringBuilder();
        outputs.forEach((key, value) -> told.append(
                "<member><OutputKey>%s</OutputKey><OutputValue>%s</OutputValue></member>".formatted(key, value)));
        return answers("DescribeStacks", """
                <DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult>
                <Stacks><member><StackName>%s</StackName><StackStatus>CREATE_COMPLETE</StackStatus>
                <CreationTime>2026-01-01T00:00:00Z</CreationTime><Outputs>%s</Outputs></member></Stacks>
                </DescribeStacksResult></DescribeStacksResponse>""".formatted(name, told));
    }

    /** What has been called, in order. */
    List<String> calls() {
        return List.copyOf(calls);
    }

    /** For a launcher that is to know no other AWS. */
    Map<String, String> environment() {
        return new HashMap<>(Map.of(
                "AWS_ENDPOINT_URL",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "AWS_REGION",
                "eu-central-1",
                "AWS_ACCESS_KEY_ID",
                "test",
                "AWS_SECRET_ACCESS_KEY",
                "test",
                "AWS_EC2_METADATA_DISABLED",
                "true"));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
