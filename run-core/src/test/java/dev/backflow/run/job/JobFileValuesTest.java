package dev.backflow.run.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobFileValuesTest {
    private static final Cpu CPU = new Cpu(1024);
    private static final Path JAR = Path.of("/hook.jar");

    @Test
    void cannotBeBuiltWrong() {
        assertThatThrownBy(() -> new Workers(null, 0, CPU, null, 90, null))
                .hasMessage("workers.max must be 1 to 20, was 0");
        assertThatThrownBy(() -> new Workers(null, null, CPU, null, 90, 65))
                .hasMessage("workers.slots must be 1 to 64, was 65");
        assertThatThrownBy(() -> new DataSize(0)).hasMessage("a data size must be at least 1MB, was 0MB");
        assertThatThrownBy(() -> new Folder(Path.of("a"))).hasMessage("a folder's path must be absolute, was a");
        assertThatThrownBy(() -> new HookJar(Path.of("a"), null, Map.of(), null))
                .hasMessageContaining("absolute");
        assertThatThrownBy(() -> new HookJar(JAR, "a b", Map.of(), null)).hasMessage("not a class name: a b");
        assertThatThrownBy(() -> new HookJar(JAR, null, Map.of(), "abc")).hasMessageContaining("64 lower-case");
        assertThatThrownBy(() -> new HookJar(JAR, null, Map.of("a", Double.NaN), null))
                .hasMessageContaining("java.lang.Double");
        assertThatThrownBy(() -> new HookJar(JAR, null, Map.of("a", List.of(1)), null))
                .hasMessageContaining("java.lang.Integer");
        assertThatThrownBy(() -> new Repository("jdbc:postgresql://db/x?password=secret", "me", null, null))
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> new Repository("jdbc:postgresql://db/x", " ", null, null))
                .hasMessage("not a database user:  ");
    }

    @Test
    void keepsSettingsFromBeingChanged() {
        List<Object> list = new ArrayList<>(List.of("a"));
        var hook = new HookJar(JAR, null, Map.of("list", list), null);

        list.add("b");

        assertThat(hook.settings()).isEqualTo(Map.of("list", List.of("a")));
        assertThatThrownBy(() -> hook.settings().put("x", "y")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void normalizesPaths() {
        assertThat(new Folder(Path.of("/a/../b/"))).hasToString("file:/b");
        assertThat(new HookJar(Path.of("/a/./hook.jar"), null, Map.of(), null).jar())
                .isEqualTo(Path.of("/a/hook.jar"));
    }

    @Test
    void readsSizesInBinaryUnits() {
        assertThat(DataSize.of("512MB")).isEqualTo(new DataSize(512)).hasToString("512MB");
        assertThat(DataSize.of("2GB")).isEqualTo(new DataSize(2048)).hasToString("2GB");
        assertThat(new DataSize(2).bytes()).isEqualTo(2_097_152);
        assertThat(List.of("512", "0MB", "5 MB", "5mb", "-5MB", "5KB", "9999999GB"))
                .allMatch(text -> DataSize.of(text) == null);
    }

    @Test
    void givesAWorkerProcessTwoSlotsUnlessTold() {
        assertThat(Workers.defaults().slotsPerProcess()).isEqualTo(2);
        assertThat(new Workers(null, null, CPU, null, 90, 7).slotsPerProcess()).isEqualTo(7);
    }
}
