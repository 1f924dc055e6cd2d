package dev.backflow.launcher.e2e;

import dev.backflow.run.ledger.PostgresServer;
import dev.backflow.run.ledger.TcpProxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where the runs of one test keep their books, as the launcher is told of it. Close it after the last process. */
final class RunRepository implements AutoCloseable {
    private final String kind;
    private final List<String> arguments;
    private final Map<String, String> environment;
    private final Runnable drop;

    private RunRepository(String kind, List<String> arguments, Map<String, String> environment, Runnable drop) {
        this.kind = kind;
        this.arguments = arguments;
        this.environment = environment;
        this.drop = drop;
    }

    /** What a job has when it says nothing: an H2 file in its own folder. */
    static RunRepository embedded() {
        return new RunRepository("H2", List.of(), Map.of(), () -> {});
    }

    /** An empty database on the PostgreSQL server that all tests of this JVM share. */
    static RunRepository postgres() {
        var server = PostgresServer.shared();
        String name = server.createDatabase();
        return postgres(server.url(name), Map.of(), () -> server.dropDatabase(name));
    }

    /** The same, by way of a network that fails when it is told to; with more variables for the launcher. */
    static RunRepository postgresBehind(TcpProxy proxy, Map<String, String> more) {
        var server = PostgresServer.shared();
        String name = server.createDatabase();
        return postgres(proxy.url(name), more, () -> server.dropDatabase(name));
    }

    /** A database of a server that belongs to the test. */
    static RunRepository postgresAt(String url) {
        return postgres(url, Map.of(), () -> {});
    }

    /** That of the base of a job in AWS, which is told where it is. */
    static RunRepository ofBase(Map<String, String> environment) {
        return new RunRepository("base", List.of(), Map.copyOf(environment), () -> {});
    }

    private static RunRepository postgres(String url, Map<String, String> more, Runnable drop) {
        var environment = new HashMap<>(Map.of("BACKFLOW_REPOSITORY_PASSWORD", "trusted"));
        environment.putAll(more);
        return new RunRepository(
                "PostgreSQL",
                List.of("--set", "repository.url=" + url, "--set", "repository.user=" + PostgresServer.USER),
                Map.copyOf(environment),
                drop);
    }

    /** The same, with one more variable for every launcher. */
    RunRepository with(String variable, String value) {
        var more = new HashMap<>(environment);
        more.put(variable, value);
        return new RunRepository(kind, arguments, Map.copyOf(more), drop);
    }

    /** What is typed with every run. */
    List<String> arguments() {
        return arguments;
    }

    /** Variables of every launcher, also of one that only looks at runs. */
    Map<String, String> environment() {
        return environment;
    }

    @Override
    public void close() {
        drop.run();
    }

    @Override
    public String toString() {
        return kind;
    }
}
