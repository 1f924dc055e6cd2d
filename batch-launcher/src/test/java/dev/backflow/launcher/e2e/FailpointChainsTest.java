package dev.backflow.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.run.failpoint.Failpoint;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FailpointChainsTest {
    /** That each of them is reached is the tests' part that run the chains. */
    @Test
    void dieAtEveryPointThatThereIs() {
        var armed = Stream.of(
                        FailpointChains.INLINE,
                        FailpointChains.PROCESSES,
                        FailpointChains.FARGATE_BEFORE,
                        FailpointChains.FARGATE_AFTER)
                .flatMap(List::stream)
                .filter(text -> text.contains("=halt"))
                .map(text -> text.substring(text.indexOf('/') + 1, text.indexOf('=')))
                .toList();

        assertThat(armed)
                .containsAll(
                        Arrays.stream(Failpoint.values()).map(Failpoint::text).toList());
    }
}
