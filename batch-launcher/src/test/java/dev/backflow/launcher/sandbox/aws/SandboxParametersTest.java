package dev.backflow.launcher.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backflow.run.job.JobFile;
import dev.backflow.run.job.JobFileParser;
import dev.backflow.run.job.S3Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxParametersTest {
    private final Path folder;

    SandboxParametersTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void nameTheDocumentsOfTheJob() throws IOException {
        assertThat(parameters("Büro/invoices 2026/"))
                .containsEntry("SourceBucket", "documents")
                .containsEntry("SourcePrefix", "Büro/invoices 2026/")
                .containsEntry("RunPrefix", "jobs/job/runs/1/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/", "a?b/", "a$b/", "\u65E5\u672C/"})
    void takeNoPrefixThatAPolicyWouldTakeForAnother(String prefix) {
        assertThatThrownBy(() -> parameters(prefix))
                .isInstanceOf(SandboxException.class)
                .hasMessageStartingWith("With tier: fargate, the prefix of source is part of a policy of IAM")
                .hasMessageContaining("s3://documents/" + prefix);
    }

    private Map<String, String> parameters(String prefix) throws IOException {
        Path file = Files.writeString(folder.resolve("job.yaml"), """
                hook: {jar: hook.jar}
                source: "s3://documents/%s"
                results: s3://results/out/
                tier: fargate
                access: 203.0.113.7/32
                """.formatted(prefix));
        JobFile job = new JobFileParser(folder).parse("job", file, List.of()).file();
        return new SandboxParameters(Samples.base())
                .of(job, "image", new S3Location("base-bucket", "jobs/job/runs/1/"), "10.65.0.0/24");
    }
}
