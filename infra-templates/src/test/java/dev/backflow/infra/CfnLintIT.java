package dev.backflow.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.run.emulator.PythonTools;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The templates as AWS's own schemas of the resource types see them. */
class CfnLintIT {
    private final Path folder;

    CfnLintIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void findsNothingInTheTemplates() throws Exception {
        var ended = lint(written("base", Template.source("base")), written("sandbox", Template.source("sandbox")));

        assertThat(ended.output()).isBlank();
        assertThat(ended.exit()).isZero();
    }

    @Test
    void findsAPropertyThatDoesNotExist() throws Exception {
        String wrong = Template.source("sandbox").replace("MapPublicIpOnLaunch: false", "MapPublicAddresses: false");

        var ended = lint(written("wrong", wrong));

        assertThat(ended.output()).contains("MapPublicAddresses");
        assertThat(ended.exit()).isNotZero();
    }

    private Path written(String name, String template) throws Exception {
        return Files.writeString(folder.resolve(name + ".yaml"), template);
    }

    private static PythonTools.Ended lint(Path... templates) throws Exception {
        String[] arguments = new String[templates.length];
        for (int i = 0; i < templates.length; i++) {
            arguments[i] = templates[i].toString();
        }
        return PythonTools.required().run("cfnlint.runner", arguments);
    }
}
