package dev.backflow.launcher.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MomentTest {
    @Test
    void followsARunThroughItsFiles(@TempDir Path parent) throws IOException {
        Path run = parent.resolve("1");
        assertThat(Moment.of(run, false, false, false)).isEqualTo(Moment.START);

        Files.createDirectory(run);
        assertThat(Moment.of(run, false, false, false)).isEqualTo(Moment.PLAN);

        Files.createFile(run.resolve("manifest.jsonl"));
        assertThat(Moment.of(run, false, false, false)).isEqualTo(Moment.DEPLOY);

        Files.createFile(run.resolve("work-order.json"));
        assertThat(Moment.of(run, false, false, false)).isEqualTo(Moment.RESUME);
        assertThat(Moment.of(run, true, true, false)).isEqualTo(Moment.SERVE);
        assertThat(Moment.of(run, false, true, false)).isEqualTo(Moment.TEARDOWN);

        assertThat(Moment.of(run, false, true, true)).isEqualTo(Moment.REPORT);
    }
}
