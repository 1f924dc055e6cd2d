package dev.backflow.run.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class JobFileSchemaTest {
    private static final Path SAMPLES = Path.of("../job-configs");
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);

    private final JobFolder jobs;

    JobFileSchemaTest(@TempDir Path folder) {
        this.jobs = new JobFolder(folder);
    }

    @Test
    void isShippedAsItIsGenerated() throws IOException {
        assertThat(SAMPLES.resolve("job.schema.json"))
                .as("made anew by: java -jar launcher.jar schema > job-configs/job.schema.json")
                .hasContent(JobFileSchema.generate());
        assertThat(Files.readString(SAMPLES.resolve("job.schema.json"))).endsWith("}\n");
    }

    @Test
    void isAValidSchemaOfDraft7() {
        Schema draft7 = REGISTRY.getSchema(SchemaLocation.of("http://json-schema.org/draft-07/schema#"));

        assertThat(draft7.validate(JobFileSchema.generate(), InputFormat.JSON)).isEmpty();
        assertThat(draft7.validate("{\"type\": \"nothing\"}", InputFormat.JSON)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void takesEverySampleAsTheParserDoes(Path sample) throws IOException {
        String name = sample.getFileName().toString().replace(".yaml", "");

        NamedJobFile job = jobs.parser().parse(name, sample, List.of());

        assertThat(job.file().description()).isNotEmpty();
        assertThat(bySchema(Files.readString(sample))).isEmpty();
        assertThat(sample).content().startsWith("# yaml-language-server: $schema=./job.schema.json\n#");
        assertThat(sample).content().contains("# Owner: ");
    }

    static Stream<Path> samples() throws IOException {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).toList().stream();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "description: Text",
                "limit: 0",
                "limit: 1e3",
                "limit: 7.0",
                "retries: 10",
                "tolerate: 0",
                "tolerate: 100%",
                "tolerate: 0.25%",
                "tier: inline",
                "tier: \"auto\"",
                "result-layout: per-document",
                "workers: {}",
                "workers: {min: 1, max: 2, cpu: 256, scale-up-at: 100}",
                "deadline: 2h",
                "access: 203.0.113.7/32",
                "access: '2001:db8::/64'",
                "backup: none",
                "aws: {}",
                "aws: {base: mine, region: eu-central-1, time-to-live: 12h}",
                "workers: {max: 20, slots: 1, memory: 512MB}",
                "repository: {url: \"jdbc:postgresql://db:5432/x?ssl=true\", user: me}",
                "repository: {url: \"jdbc:postgresql://db/x\", user: me, password-file: a/b}",
            })
    void takesWhatTheParserTakes(String line) {
        String yaml = JobFolder.SMALLEST + line;

        assertThat(jobs.parsed(yaml)).isNotNull();
        assertThat(bySchema(yaml)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limt: 5",
                "description: ''",
                "description: 5",
                "description:",
                "limit: -1",
                "limit: 1.5",
                "limit: '5'",
                "limit: 1000000000001",
                "limit:",
                "retries: 11",
                "tolerate: -1",
                "tolerate: 101%",
                "tolerate: '5'",
                "tolerate: 1.5",
                "tier: lambda",
                "tier: Auto",
                "result-layout: true",
                "workers:",
                "workers: {min: 0}",
                "workers: {max: 21}",
                "workers: {cpu: 1000}",
                "workers: {cpu: '1024'}",
                "workers: {scale-up-at: 101}",
                "deadline: 90",
                "deadline: 2 h",
                "deadline: 0h",
                "access: 0.0.0.0/0",
                "access: 203.0.113.7",
                "access: office.example.com/32",
                "access: 127.1/32",
                "access: '::/0'",
                "backup: never",
                "aws: {base: 5}",
                "aws: {region: Frankfurt}",
                "aws: {image: 'worker:latest'}",
                "aws: {time-to-live: 2w}",
                "workers: {slots: 0}",
                "workers: {memory: 512}",
                "workers: {memory: 512mb}",
                "repository: {user: me}",
                "repository: {url: \"jdbc:postgresql://db/x\"}",
                "repository: {url: \"jdbc:postgresql://db/x?password=y\", user: me}",
                "repository: {url: \"jdbc:postgresql://me:y@db/x\", user: me}",
                "repository: {url: \"jdbc:postgresql://db/x\", user: me, password: y}",
            })
    void refusesWhatTheParserRefuses(String line) {
        String yaml = JobFolder.SMALLEST + line;

        assertThat(jobs.faults(yaml)).isNotEmpty();
        assertThat(bySchema(yaml)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hook: {}",
                "hook: {jar: ''}",
                "hook: {jar: s3://a/b}",
                "hook: {jar: a, class: 'a b'}",
                "hook: {jar: a, sha256: abc}",
                "hook: {jar: a, other: b}",
                "hook: {jar: a, settings: 5}",
                "hook: {jar: a, settings: {b: }}",
                "hook: {jar: a, settings: {b: [{c: ~}]}}",
                "hook: {jar: a}\nsource: s3://bucket/b",
                "hook: {jar: a}\nsource: s3://a/b/",
                "hook: {jar: a}\nsource: s3://Bucket/b/",
                "hook: {jar: a}\nsource: s3://my..bucket/b/",
                "hook: {jar: a}\nsource: s3://192.168.5.4/b/",
                "hook: {jar: a}\nsource: s3://xn--bucket/",
                "hook: {jar: a}\nsource: s3://bucket--x-s3/",
                "hook: {jar: a}\nsource: s3://bucket//b/",
                "hook: {jar: a}\nsource: s3://bucket/../b/",
                "hook: {jar: a}\nsource: s3:bucket/b/",
                "hook: {jar: a}\nsource: documents",
                "hook: {jar: a}\nsource: file://host/a",
            })
    void refusesTheHooksAndSourcesThatTheParserRefuses(String lines) {
        String yaml = lines + (lines.contains("source") ? "" : "\nsource: file:a") + "\nresults: file:b\n";

        assertThat(jobs.faults(yaml)).isNotEmpty();
        assertThat(bySchema(yaml)).isNotEmpty();
    }

    private static List<Error> bySchema(String yaml) {
        Value root = Objects.requireNonNull(new YamlReader("job.yaml", yaml, new Faults()).read());
        Schema schema = REGISTRY.getSchema(JobFileSchema.generate());
        return schema.validate(JsonMapper.shared().writeValueAsString(json(root)), InputFormat.JSON);
    }

    /** The value as an editor sees it: by the core schema of YAML 1.2, whatever a job file makes of it. */
    private static @Nullable Object json(Value value) {
        if (value instanceof Value.Mapping mapping) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            mapping.entries().forEach(entry -> map.put(entry.key(), json(entry.value())));
            return map;
        }
        if (value instanceof Value.Sequence sequence) {
            List<@Nullable Object> list = new ArrayList<>();
            sequence.items().forEach(item -> list.add(json(item)));
            return list;
        }
        Scalar scalar = (Scalar) value;
        return switch (scalar.type()) {
            case NULL -> null;
            case BOOLEAN -> Boolean.valueOf(scalar.text());
            case NUMBER -> WholeNumberType.number(scalar);
            case NOT_A_FINITE_NUMBER, TEXT -> scalar.text();
        };
    }
}
