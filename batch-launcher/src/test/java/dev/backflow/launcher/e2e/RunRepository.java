package dev.backflow.launcher.e2e;

import dev.backflow.run.ledger.PostgresServer;
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
        return new RunRepository(
                "PostgreSQL",
                List.of(
                        "--set",
                        "repository.url=" + server.url(name),
                        "--set",
                        "repository.user=" + PostgresServer.USER),
                Map.of("BACKFLOW_REPOSITORY_PASSWORD", "trusted"),
                () -> server.dropDatabase(name));
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
