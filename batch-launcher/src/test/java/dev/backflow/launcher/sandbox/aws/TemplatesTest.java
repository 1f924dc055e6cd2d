package dev.backflow.launcher.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TemplatesTest {
    /** CloudFormation refuses a longer one, and that shows on AWS only. */
    @Test
    void areSentAsARequestTakesThem() {
        String sandbox = Templates.sandbox();

        assertThat(sandbox.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(Templates.LONGEST);
        assertThat(sandbox).contains("AWS::ECS::Cluster").doesNotContain("\n# ");
    }

    @Test
    void loseTheirCommentsAndNothingElse() {
        assertThat(Templates.withoutComments("# note\na: 1\n  # more\nb: \"# text\"\n#!x\n"))
                .isEqualTo("a: 1\nb: \"# text\"\n#!x\n");
    }
}
