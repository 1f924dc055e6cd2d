package dev.backflow.launcher.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

class BaseCheckTest {
    private final ScriptedAccount account = new ScriptedAccount();
    private final Path folder;

    BaseCheckTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void namesWhatTheBaseLacks() throws IOException {
        account.cloudFormation.on(
                "describeStacks",
                request -> ScriptedAccount.base(
                        Samples.OUTPUTS.subList(2, Samples.OUTPUTS.size()), StackStatus.CREATE_COMPLETE));
        assertThat(account.faults(folder, ""))
                .singleElement()
                .asString()
                .startsWith("WRONG base: The stack 'backflow-base' is no base of this version: it has no output"
                        + " BaseBucket, WorkerRepositoryUri.");

        account.cloudFormation.on(
                "describeStacks", request -> ScriptedAccount.base(Samples.OUTPUTS, StackStatus.ROLLBACK_COMPLETE));
        assertThat(account.faults(folder, ""))
                .containsExactly(
                        "WRONG base: The stack 'backflow-base' is in state ROLLBACK_COMPLETE. Make it anew from"
                                + " the template base.yaml, or wait until it is ready.");
    }
}
