package dev.backflow.launcher.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.run.job.Aws;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StackNameTest {
    private static String usual(String job, int run) {
        return StackName.of(Aws.DEFAULT_BASE, job, run);
    }

    @Test
    void isReadableOnTheUsualBase() {
        assertThat(usual("invoices", 7)).isEqualTo("backflow-invoices-r7");
    }

    @ParameterizedTest
    @CsvSource({"a.b", "a_b", "Ärger", "a-very-long-name-of-a-job-that-leaves-no-room-for-anything-else-at-all"})
    void fitsWhateverTheJobIsCalled(String job) {
        assertThat(usual(job, 999_999_999))
                .matches("backflow-[A-Za-z0-9-]+-[0-9a-f]{8}-r999999999")
                .hasSizeLessThanOrEqualTo(StackName.LONGEST);
    }

    @Test
    void isNeverThatOfAnotherJobOrAnotherBase() {
        assertThat(Stream.of(
                        usual("a-b", 1),
                        usual("a.b", 1),
                        usual("a_b", 1),
                        StackName.of("mine", "a-b", 1),
                        StackName.of("mine", "a.b", 1),
                        StackName.of("yours", "a-b", 1)))
                .doesNotHaveDuplicates();
    }
}
