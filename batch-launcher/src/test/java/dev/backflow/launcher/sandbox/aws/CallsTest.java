package dev.backflow.launcher.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

class CallsTest {
    private final VirtualTime time = new VirtualTime();
    private final List<String> news = new ArrayList<>();
    private final Calls calls;

    CallsTest() {
        var surroundings = new Surroundings(time, time, () -> 0.5, () -> false, () -> {}, news::add, failure -> {});
        calls = new Calls(surroundings, new Pauses(surroundings));
    }

    @Test
    void sayOnceThatAwsCannotBeReachedBeforeTheyTryAgain() {
        assertThatThrownBy(() -> asked("Unable to execute HTTP request: Connection refused"))
                .isInstanceOf(SandboxException.class)
                .hasMessageStartingWith("AWS cannot be used now: cloudformation:DescribeStacks on stack b");
        assertThat(news)
                .containsExactly("AWS cannot be reached: cloudformation:DescribeStacks on stack b (Unable to execute"
                        + " HTTP request: Connection refused). Trying again, up to 7 times.");
    }

    @Test
    void tellMissingCredentialsInALineAndDoNotTryAgain() {
        assertThatThrownBy(() -> asked("Unable to load credentials from any of the providers in the chain X : []"))
                .isInstanceOfSatisfying(
                        SandboxException.class,
                        e -> assertThat(e.kind()).isEqualTo(SandboxException.Kind.NOT_PERMITTED))
                .hasMessage("No AWS credentials were found. Set AWS_PROFILE, or sign in with: aws sso login. Then start"
                        + " the same command again.");
        assertThat(news).isEmpty();
    }

    private String asked(String fault) {
        Supplier<String> failing = () -> {
            throw SdkClientException.create(fault);
        };
        return calls.ask("cloudformation:DescribeStacks", "stack b", failing);
    }
}
