package dev.backflow.launcher.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backflow.run.job.JobFile;
import dev.backflow.run.job.JobFileParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a base has to say about a new stack is asked when there is to be one, and not before. */
class CloudTest {
    private static final String IMAGE = "1.ecr/worker@sha256:" + "a".repeat(64);

    private final FakeCloud aws = new FakeCloud(CloudFaults.none());
    private final SandboxSpec spec = Samples.spec();
    private final JobFile file;

    CloudTest(@TempDir Path folder) throws IOException {
        Path job = folder.resolve("job.yaml");
        Files.writeString(job, """
                source: s3://documents/in/
                results: s3://results/out/
                hook: {jar: hook.jar}
                limit: 100
                tier: fargate
                access: 203.0.113.7/32
                """);
        file = new JobFileParser(folder).parse("job", job, List.of()).file();
        aws.image = "{\"image\": \"%s\"}".formatted(IMAGE);
    }

    private AwsSandbox sandbox() {
        var surroundings =
                new Surroundings(aws.time, aws.time, () -> 0.5, () -> false, () -> {}, line -> {}, aws.violations::add);
        Cloud cloud = Cloud.of(aws.clients(), Samples.base(), surroundings);
        TaskLaunching none = outputs -> {
            throw new IllegalStateException("no task is launched here");
        };
        return cloud.sandbox(file, spec.job(), spec.run(), "", none, surroundings);
    }

    private FakeStack own() {
        return Objects.requireNonNull(aws.stack(spec.stackName()));
    }

    @Test
    void createsAStackAsBaseAndJobFileSay() {
        sandbox().deploy();

        assertThat(own().parameters)
                .containsEntry("Image", IMAGE)
                .containsEntry("Job", spec.job())
                .containsEntry("TimeToLive", own().tags.get(SandboxSpec.TAG_EXPIRES))
                .containsKey("VpcCidr");
        assertThat(Objects.requireNonNull(HardEnd.of(own().tags)).at())
                .isBetween(
                        aws.time.instant().plus(Duration.ofDays(2)).minus(Duration.ofHours(1)),
                        aws.time.instant().plus(Duration.ofDays(2)));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\0',
            value = {
                ", is not there",
                "{\"image\": \"1.ecr/work, is no JSON",
                "nonsense, is no JSON",
                "null, names no image by its digest",
                "{\"image\": 7}, names no image by its digest",
                "{\"image\": \"worker:latest\"}, names no image by its digest"
            })
    void refusesToDeployWithoutAnImageBeforeAnythingIsChanged(String object, String what) {
        aws.image = object;

        assertThatThrownBy(() -> sandbox().deploy())
                .isInstanceOfSatisfying(
                        SandboxException.class,
                        fault -> assertThat(fault.kind()).isEqualTo(SandboxException.Kind.WRONG))
                .hasMessageContainingAll(
                        "s3://base-bucket/image/worker.json " + what, "scripts/push-worker-image", "aws.image");

        assertThat(aws.changes).isEmpty();
    }

    @Test
    void goesOnWithAStackWithoutTheImage() {
        sandbox().deploy();
        aws.image = "damaged";

        sandbox().deploy();

        assertThat(aws.stacks).hasSize(1);
    }

    @Test
    void tearsDownWithoutAskingWhatANewStackWouldNeed() {
        sandbox().deploy();
        aws.image = "damaged";
        aws.calls.clear();

        AwsSandbox next = sandbox();
        next.teardown();

        assertThat(next.remaining()).isEmpty();
        assertThat(aws.existing(spec.stackName(), spec.owner())).isEmpty();
        assertThat(aws.calls).doesNotContain("s3:GetObject");
        assertThat(aws.violations).isEmpty();
    }

    @Test
    void asksNothingUntilThereIsToBeAStack() {
        sandbox();

        assertThat(aws.calls).isEmpty();
    }
}
