package dev.backflow.worker.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DockerfileTest {
    private final List<String> instructions;

    DockerfileTest() throws IOException {
        String joined = Files.readString(Path.of("image/Dockerfile")).replaceAll("\\\\\\n\\s*", "");
        this.instructions = joined.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    @Test
    void isBuiltFromAnImageThatIsGivenByItsDigestEachTime() {
        assertThat(instructions).contains("ARG BASE").noneMatch(line -> line.startsWith("ARG BASE="));
        assertThat(of("FROM")).allMatch(from -> from.startsWith("FROM ${BASE}"));
        assertThat(instructions).noneMatch(line -> line.contains(":latest"));
    }

    @Test
    void startsItsEntryPointWithoutAShellBetweenAsAUserWithoutRights() {
        assertThat(of("ENTRYPOINT")).containsExactly("ENTRYPOINT [\"/opt/backflow/entrypoint\"]");
        assertThat(of("CMD")).isEmpty();
        assertThat(instructions.get(instructions.size() - 2)).isEqualTo("USER 10001:10001");
        assertThat(instructions).noneMatch(line -> line.contains("sudo") || line.contains("chmod u+s"));
    }

    @Test
    void hasOneFolderToWriteToAndFetchesNothingUnseen() {
        assertThat(of("VOLUME")).containsExactly("VOLUME [\"/scratch\"]");
        assertThat(of("ADD")).isEmpty();
        assertThat(of("RUN")).noneMatch(run -> run.contains("curl") || run.contains("apt"));
        assertThat(of("COPY"))
                .allMatch(copy -> copy.startsWith("COPY --chmod=0")
                        || copy.contains("/opt/backflow")
                        || copy.endsWith("/tmp/exec/worker.jar"));
    }

    @Test
    void recordsClassesByWhatTheEntryPointStarts() throws IOException {
        String entrypoint = Files.readString(Path.of("image/entrypoint"));

        assertThat(of("RUN")).anyMatch(run -> run.contains("-XX:AOTCacheOutput=/opt/backflow/worker.aot"));
        assertThat(entrypoint).contains("-XX:AOTCache=$home/worker.aot", "\nexec java ");
        assertThat(Files.isExecutable(Path.of("image/entrypoint"))).isTrue();
    }

    @Test
    void isTheSameForJibAsForDocker() throws IOException {
        assertThat(Files.readString(Path.of("pom.xml")))
                .contains(
                        "<user>10001:10001</user>",
                        "<entrypoint>/opt/backflow/entrypoint</entrypoint>",
                        "<appRoot>/opt/backflow</appRoot>",
                        "<volume>/scratch</volume>",
                        "<image>${jib.from.image}</image>");
    }

    private List<String> of(String instruction) {
        return instructions.stream()
                .filter(line -> line.startsWith(instruction + " "))
                .toList();
    }
}
