package dev.backflow.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jar alone in an empty folder, and a hook whose jar carries libraries that the launcher uses too. */
class LauncherAloneIT {
    /** Classes that both have; those of the hook know nothing but their own name. */
    private static final List<String> CARRIED = List.of(
            "org.springframework.boot.SpringApplication",
            "org.springframework.batch.core.job.Job",
            "tools.jackson.databind.ObjectMapper",
            "ch.qos.logback.classic.Logger",
            "org.slf4j.LoggerFactory");

    /** Classes of ours and of our libraries that the hook's jar does not carry. */
    private static final List<String> OURS = List.of(
            "dev.backflow.engine.HookEngine",
            "dev.backflow.launcher.Launcher",
            "dev.backflow.launcher.run.BatchRuns",
            "dev.backflow.run.job.JobFile",
            "dev.backflow.run.ledger.Leases",
            "dev.backflow.worker.Worker",
            "dev.backflow.worker.lease.PartitionWorker",
            "com.zaxxer.hikari.HikariDataSource",
            "org.h2.Driver",
            "org.postgresql.Driver",
            "org.jspecify.annotations.Nullable",
            "org.slf4j.Logger",
            "org.springframework.batch.core.step.Step",
            "org.springframework.boot.loader.launch.JarLauncher",
            "org.springframework.cloud.deployer.spi.task.TaskLauncher",
            "org.springframework.cloud.task.listener.TaskLifecycleListener",
            "org.springframework.context.ApplicationContext",
            "org.springframework.jdbc.core.JdbcTemplate",
            "org.yaml.snakeyaml.Yaml",
            "picocli.CommandLine",
            "tools.jackson.core.JsonParser",
            "ch.qos.logback.core.Appender");

    private static final String HOOK = """
            package acme;

            import dev.backflow.hook.*;
            import java.util.*;

            public final class Curious implements Hook<Map<String, Object>> {
                private List<String> carried;
                private List<String> ours;

                @Override
                @SuppressWarnings("unchecked")
                public void start(Map<String, Object> settings) {
                    carried = (List<String>) settings.get("carried");
                    ours = (List<String>) settings.get("ours");
                }

                @Override
                public Steps<Map<String, Object>> steps() {
                    return Steps.first("look", document -> look());
                }

                @Override
                public Response completed(Map<String, Object> seen, Document document) {
                    return Response.of("SEEN", seen);
                }

                private Map<String, Object> look() throws Exception {
                    Map<String, Object> seen = new TreeMap<>();
                    for (String name : carried) {
                        seen.put(name, Class.forName(name).getField("MARK").get(null));
                    }
                    List<String> found = new ArrayList<>();
                    for (String name : ours) {
                        for (ClassLoader loader : List.of(
                                Curious.class.getClassLoader(), Thread.currentThread().getContextClassLoader())) {
                            try {
                                found.add(Class.forName(name, false, loader).getName());
                            } catch (ClassNotFoundException expected) {
                            }
                        }
                    }
                    seen.put("found", found);
                    return seen;
                }
            }
            """;

    private final Path empty;
    private final JobFixture fixture;

    LauncherAloneIT(@TempDir Path folder, @TempDir Path work, @TempDir Path empty) throws IOException {
        this.empty = empty;
        this.fixture = new JobFixture(folder, work, "curious", RunRepository.embedded());
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"inline", "processes"})
    void servesAHookWithLibrariesOfItsOwn(String tier) throws Exception {
        Path copy = Files.copy(LauncherRun.JAR, empty.resolve("launcher.jar"));
        fixture.launcher(copy)
                .documents("ok", 2)
                .hook("acme.Curious", sources())
                .setting("carried", CARRIED.toString())
                .setting("ours", OURS.toString())
                .jobFile("tier: " + tier, "workers: {max: 1}");

        var ended = fixture.startIn(
                        empty,
                        "--job=curious",
                        "--jobs-dir=" + fixture.jobFile().getParent(),
                        "--data-dir=" + fixture.data())
                .await();

        assertThat(ended.exitCode()).as(ended.toString()).isZero();
        fixture.assertExact(1);
        assertThat(FolderTree.of(empty)).hasSize(2);
        assertThat(fixture.run(1).ledger())
                .hasSize(2)
                .extracting(LedgerLine::status)
                .containsOnly("SEEN");
        assertThat(fixture.run(1).result("ok-001.txt").fields().get("payload")).isEqualTo(seen());
    }

    private static Map<String, Object> seen() {
        var seen = new LinkedHashMap<String, Object>();
        CARRIED.forEach(name -> seen.put(name, "the hook's " + name));
        seen.put("found", List.of());
        return seen;
    }

    private static Map<String, String> sources() {
        var sources = new LinkedHashMap<String, String>();
        sources.put("acme.Curious", HOOK);
        for (String name : CARRIED) {
            int dot = name.lastIndexOf('.');
            sources.put(
                    name,
                    "package %s; public class %s { public static final String MARK = \"the hook's %s\"; }"
                            .formatted(name.substring(0, dot), name.substring(dot + 1), name));
        }
        return sources;
    }
}
