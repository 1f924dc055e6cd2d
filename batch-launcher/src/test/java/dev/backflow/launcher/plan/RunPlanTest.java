package dev.backflow.launcher.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunPlanTest {
    @ParameterizedTest
    @CsvSource({"20, 100, 20", "100, 100, 100", "316, 100, 100", "5, 0, 0", "0, 100, 0"})
    void servesNoMoreThanTheLimitAndNoMoreThanThereIs(long documents, long limit, long serves) {
        var plan = new RunPlan(
                "a",
                1,
                false,
                "inline",
                "Hook",
                List.of("text"),
                "file:/in",
                "file:/out",
                documents,
                1,
                0,
                limit,
                1,
                1,
                List.of());

        assertThat(plan.serves()).isEqualTo(serves);
    }
}
