package dev.backflow.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backflow.run.store.FolderRunStore;
import dev.backflow.run.store.RunStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HookHashTest {
    /** Of {@code abc}: FIPS 180-2, appendix B.1. */
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private final Path jar;
    private final RunStore store;

    HookHashTest(@TempDir Path folder) {
        this.jar = folder.resolve("hook.jar");
        this.store = new FolderRunStore(folder);
    }

    @Test
    void isTheSha256OfTheFile() throws IOException {
        Files.writeString(jar, "abc");

        assertThat(HookHash.of(jar)).isEqualTo(new HookHash(ABC));
    }

    @Test
    void acceptsTheVerySameJarOnly() throws IOException {
        Files.writeString(jar, "abc");
        assertThatNoException().isThrownBy(() -> new HookHash(ABC).verify(store, "hook.jar"));

        Files.writeString(jar, "abd");

        assertThatThrownBy(() -> new HookHash(ABC).verify(store, "hook.jar"))
                .isInstanceOfSatisfying(
                        LaunchException.class,
                        fault -> assertThat(fault.exitCode()).isEqualTo(ExitCode.CONFIGURATION_WRONG))
                .hasMessageStartingWith("The hook jar was replaced while the run was starting (SHA-256 " + ABC);
    }
}
