package dev.backflow.run.emulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * As much of the Docker Engine API as ministack's ECS uses, on a free port of the loopback address; a container is a
 * process of this machine, with the environment that the container would have and nothing else, but for a folder of its
 * own for temporary files, which goes with the container. An image is the
 * beginning of a command line, as if that were its entry point. There are no networks, and the name by which a container
 * would find its host, {@code host.docker.internal}, becomes the loopback address.
 */
public final class ContainerHost implements AutoCloseable {
    private static final Pattern CONTAINER = Pattern.compile("/containers/([0-9a-f]+)(?:/(\\w+))?");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Path folder;
    private final Map<String, List<String>> images;
    private final Map<String, String> environment;
    private final Map<String, Container> containers = new ConcurrentHashMap<>();
    private final Thread hook = new Thread(this::killAll, "end-of-containers");
    private int created;

    /** An answer; the body may be empty. */
    private record Answer(int status, Object body) {}

    /** What was asked for, and what was started for it. */
    private static final class Container {
        final String id;
        final String image;
        final List<String> command;
        final Map<String, String> environment;
        final Map<String, String> labels;
        final Path log;
        final Path scratch;
        volatile @Nullable Process process;
        volatile boolean removed;

        Container(
                String id,
                String image,
                List<String> command,
                Map<String, String> environment,
                Map<String, String> labels,
                Path log,
                Path scratch) {
            this.id = id;
            this.image = image;
            this.command = command;
            this.environment = environment;
            this.labels = labels;
            this.log = log;
            this.scratch = scratch;
        }

        String status() {
            Process started = process;
            if (started == null) {
                return "created";
            }
            return started.isAlive() ? "running" : "exited";
        }

        void start() throws IOException {
            var builder = new ProcessBuilder(command)
                    .directory(log.resolveSibling("").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment);
            Files.createDirectories(scratch);
            builder.environment().put("TMPDIR", scratch.toString());
            // A JVM takes no notice of that.
            builder.environment().put("JDK_JAVA_OPTIONS", "\"-Djava.io.tmpdir=%s\"".formatted(scratch));
            // Its standard input stays open and empty, as that of a container without one is never read to its end.
            process = builder.start();
        }

        void stop(long seconds) throws InterruptedException {
            Process started = process;
            if (started != null && started.isAlive()) {
                if (seconds > 0) {
                    started.destroy();
                    started.waitFor(seconds, TimeUnit.SECONDS);
                }
                started.destroyForcibly().waitFor();
            }
        }

        /** As the file system of a container goes with it. */
        void removeScratch() throws IOException {
            FileSystemUtils.deleteRecursively(scratch);
        }

        Process started() {
            return Objects.requireNonNull(process, "the container was not started");
        }
    }

    private ContainerHost(
            HttpServer server, Path folder, Map<String, List<String>> images, Map<String, String> environment) {
        this.server = server;
        this.folder = folder;
        this.images = Map.copyOf(images);
        this.environment = new HashMap<>(environment);
        this.environment.put("LC_ALL", "C.UTF-8");
    }

    /**
     * Starts the server.
     *
     * @param folder where containers work, and for what they print
     * @param images the beginning of the command line, by the names of images
     * @param environment what every container has beside what it was created with
     */
    static ContainerHost start(Path folder, Map<String, List<String>> images, Map<String, String> environment)
            throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var host = new ContainerHost(server, folder, images, environment);
        server.createContext("/", host::handle);
        server.setExecutor(host.threads);
        server.start();
        Runtime.getRuntime().addShutdownHook(host.hook);
        return host;
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** The processes of all containers that run, in no order. */
    public List<ProcessHandle> running() {
        return containers.values().stream()
                .filter(container -> container.status().equals("running"))
                .map(container -> container.started().toHandle())
                .toList();
    }

    /** How many containers have been started, ever. */
    public int started() {
        return (int) containers.values().stream()
                .filter(container -> container.process != null)
                .count();
    }

    /** The environment of every container. */
    public List<Map<String, String>> environments() {
        return containers.values().stream()
                .map(container -> container.environment)
                .toList();
    }

    /** What containers have printed, each after the other. */
    public String output() {
        var all = new StringBuilder();
        for (Container container : containers.values()) {
            try {
                all.append("--- container ").append(container.id, 0, 12).append('\n');
                all.append(Files.exists(container.log) ? Files.readString(container.log) : "");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all.toString();
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body;
        int status;
        try {
            // Clients put the version of the API before the path.
            String path = exchange.getRequestURI().getPath().replaceFirst("^/v[0-9.]+/", "/");
            JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
            Answer answer = answer(exchange.getRequestMethod(), path, parameters(exchange), request);
            status = answer.status();
            body = answer.body() instanceof String text
                    ? text.getBytes(StandardCharsets.UTF_8)
                    : JSON.writeValueAsBytes(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            status = 500;
            body = new byte[0];
        } catch (IOException | RuntimeException e) {
            status = 500;
            body = JSON.writeValueAsBytes(Map.of("message", e.toString()));
        }
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, status == 204 ? -1 : body.length);
        if (status != 204) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private static Map<String, String> parameters(HttpExchange exchange) {
        Map<String, String> parameters = new HashMap<>();
        String query = exchange.getRequestURI().getRawQuery();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }

    private Answer answer(String method, String path, Map<String, String> parameters, JsonNode request)
            throws IOException, InterruptedException {
        return switch (method + " " + path) {
            case "GET /_ping" -> new Answer(200, "OK");
            case "GET /version" ->
                new Answer(200, Map.of("ApiVersion", "1.44", "MinAPIVersion", "1.24", "Version", "0"));
            case "GET /containers/json" -> new Answer(200, list(isSet(parameters, "all")));
            case "POST /containers/create" -> create(request);
            case "POST /images/create" -> missing("no such image: " + parameters.get("fromImage"));
            default -> {
                Matcher matcher = CONTAINER.matcher(path);
                Container container = matcher.matches() ? containers.get(matcher.group(1)) : null;
                yield container == null || container.removed
                        ? missing("no such container: " + path)
                        : answer(method, matcher.group(2), container, parameters);
            }
        };
    }

    private static Answer answer(
            String method, @Nullable String verb, Container container, Map<String, String> parameters)
            throws IOException, InterruptedException {
        return switch (method + " " + verb) {
            case "GET json" -> new Answer(200, inspect(container));
            case "POST wait" ->
                new Answer(200, Map.of("StatusCode", container.started().waitFor()));
            case "POST start" -> {
                container.start();
                yield new Answer(204, "");
            }
            case "POST stop" -> {
                container.stop(Long.parseLong(parameters.getOrDefault("t", "10")));
                yield new Answer(204, "");
            }
            case "POST kill" -> {
                container.stop(0);
                yield new Answer(204, "");
            }
            case "DELETE null" -> remove(container, parameters);
            default -> missing("no such call: " + method + " " + verb);
        };
    }

    private static boolean isSet(Map<String, String> parameters, String name) {
        return List.of("1", "true", "True").contains(parameters.getOrDefault(name, ""));
    }

    private static Answer missing(String message) {
        return new Answer(404, Map.of("message", message));
    }

    private List<Map<String, Object>> list(boolean all) {
        return containers.values().stream()
                .filter(container -> !container.removed)
                .filter(container -> all || container.status().equals("running"))
                .map(container -> Map.<String, Object>of(
                        "Id", container.id,
                        "Names", List.of("/" + container.id),
                        "Image", container.image,
                        "State", container.status(),
                        "Labels", container.labels))
                .toList();
    }

    private static Map<String, Object> inspect(Container container) {
        boolean exited = container.status().equals("exited");
        return Map.of(
                "Id",
                container.id,
                "Name",
                "/" + container.id,
                "Image",
                container.image,
                "Config",
                Map.of("Image", container.image, "Labels", container.labels, "Tty", false),
                "State",
                Map.of(
                        "Status", container.status(),
                        "Running", container.status().equals("running"),
                        "ExitCode", exited ? container.started().exitValue() : 0),
                "NetworkSettings",
                Map.of("Networks", Map.of()));
    }

    private synchronized Answer create(JsonNode request) {
        String image = request.path("Image").asString("");
        List<String> entryPoint = images.get(image);
        if (entryPoint == null) {
            return missing("no such image: " + image);
        }
        List<String> command = new ArrayList<>(entryPoint);
        request.path("Cmd").forEach(word -> command.add(word.asString()));
        Map<String, String> variables = new HashMap<>(environment);
        request.path("Env").forEach(pair -> {
            String[] parts = pair.asString().split("=", 2);
            variables.put(parts[0], parts[1].replace("host.docker.internal", "127.0.0.1"));
        });
        Map<String, String> labels = new HashMap<>();
        request.path("Labels")
                .properties()
                .forEach(each -> labels.put(each.getKey(), each.getValue().asString()));
        String id = "%064x".formatted(++created);
        containers.put(
                id,
                new Container(
                        id,
                        image,
                        command,
                        variables,
                        labels,
                        folder.resolve("container-" + created + ".log"),
                        folder.resolve("container-" + created)));
        return new Answer(201, Map.of("Id", id, "Warnings", List.of()));
    }

    private static Answer remove(Container container, Map<String, String> parameters)
            throws IOException, InterruptedException {
        if (container.status().equals("running") && !isSet(parameters, "force")) {
            return new Answer(409, Map.of("message", "the container runs"));
        }
        container.stop(0);
        container.removed = true;
        container.removeScratch();
        return new Answer(204, "");
    }

    private void killAll() {
        running().forEach(ProcessHandle::destroyForcibly);
    }

    /** Kills what runs, and waits for its end. */
    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(hook);
        server.stop(0);
        threads.shutdownNow();
        for (ProcessHandle process : running()) {
            process.destroyForcibly();
            process.onExit().join();
        }
    }
}
