package dev.backflow.run.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobFileIdentityTest {
    private final JobFolder jobs;

    JobFileIdentityTest(@TempDir Path folder) {
        this.jobs = new JobFolder(folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "description=Other",
                "tolerate=5",
                "tolerate=20%",
                "workers.max=3",
                "workers.slots=3",
                "workers.memory=1GB",
                "workers.cpu=2048",
                "workers.min=2",
                "deadline=2h",
                "backup=auto",
                "aws.base=backflow-base",
                "aws.time-to-live=2d",
                "limit=100",
                "tier=auto",
                "retries=2",
            })
    void staysTheSameWhenTheRunDoes(String setting) {
        assertThat(jobs.parsed(JobFolder.SMALLEST, setting).identity())
                .isEqualTo(jobs.parsed(JobFolder.SMALLEST).identity());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hook.jar=other.jar",
                "hook.class=Other",
                "hook.settings.a=b",
                "hook.sha256=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                "source=file:other",
                "results=file:other",
                "result-layout=bundled",
                "limit=101",
                "retries=1",
                "tier=inline",
                "access=203.0.113.7/32",
                "backup=none",
                "aws.base=other",
                "aws.region=eu-central-1",
                "aws.time-to-live=3d",
            })
    void changesWithEverythingElse(String setting) {
        assertThat(jobs.parsed(JobFolder.SMALLEST, setting).identity())
                .isNotEqualTo(jobs.parsed(JobFolder.SMALLEST).identity())
                .matches("[0-9a-f]{64}");
    }

    @Test
    void doesNotDependOnTheRepository() {
        String withRepository = JobFolder.SMALLEST + "repository: {url: \"jdbc:postgresql://db/x\", user: me}\n";

        assertThat(jobs.parsed(withRepository).identity())
                .isEqualTo(jobs.parsed(JobFolder.SMALLEST).identity());
    }

    @Test
    void ignoresOrderCommentsAndTheWayOfWriting() {
        String one =
                "hook: {jar: ./hook.jar, settings: {a: 1, b: [x, {c: d, e: f}]}}\nsource: file:in\nresults: file:out\n";
        String other = """
                # A comment.
                results: "file:out/"
                limit: 1e2
                source: file:x/../in
                hook:
                  settings:
                    b:
                    - 'x'
                    - e: f
                      c: d
                    a: 0x1
                  jar: hook.jar
                """;

        assertThat(jobs.parsed(one).identity()).isEqualTo(jobs.parsed(other).identity());
    }

    @Test
    void tellsTextFromNumbersAndOneSplitFromAnother() {
        String yaml = "hook: {jar: a, settings: %s}\nsource: file:in\nresults: file:out\n";

        assertThat(Stream.of(
                                "{a: 1}",
                                "{a: '1'}",
                                "{a: 1.0}",
                                "{a: [1]}",
                                "{a: {b: c}}",
                                "{a: bc}",
                                "{ab: c}",
                                "{a: true}",
                                "{a: 'true'}",
                                "{a: [[b], c]}",
                                "{a: [b, [c]]}",
                                "{a: 'x;1=y'}")
                        .map(settings -> jobs.parsed(yaml.formatted(settings)).identity()))
                .doesNotHaveDuplicates();
    }

    @Test
    void staysTheSameFromOneVersionToTheNext() {
        var job = new JobFile(
                "",
                new HookJar(Path.of("/hook.jar"), null, Map.of("a", 1L), null),
                new Folder(Path.of("/in")),
                new Folder(Path.of("/out")),
                ResultLayout.PER_DOCUMENT,
                100,
                2,
                new Tolerance.Count(0),
                null,
                Tier.AUTO,
                Workers.defaults(),
                null,
                Backup.AUTO,
                Aws.defaults(),
                null);

        assertThat(new JobFileIdentity(job).canonical())
                .isEqualTo("{4'hook;{3'jar;9'/hook.jar;8'settings;{1'a;1=1;}}5'limit;3=100;"
                        + "13'result-layout;12'PER_DOCUMENT;7'results;9'file:/out;7'retries;1'2;6'source;8'file:/in;"
                        + "4'tier;4'AUTO;}");
    }
}
