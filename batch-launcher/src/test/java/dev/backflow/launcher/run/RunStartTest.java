package dev.backflow.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backflow.run.job.S3Location;
import dev.backflow.run.ledger.Phase;
import dev.backflow.run.ledger.Run;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A run is given up only where its sandbox can be torn down. */
class RunStartTest {
    private static final S3Location ITS_OWN = new S3Location("base-bucket", "jobs/letters/runs/3/");

    @Test
    void refusesToGiveARunUpWhoseJobHasLeftFargate() {
        assertRefused(null);
    }

    @Test
    void refusesToGiveARunUpWhoseJobHasAnotherBaseNow() {
        assertRefused(new S3Location("bucket-of-another-base", "jobs/letters/runs/3/"));
    }

    private static void assertRefused(@Nullable S3Location files) {
        assertThatThrownBy(() -> RunStart.requireItsSandbox(run("fargate", 10L), files))
                .isInstanceOfSatisfying(
                        LaunchException.class,
                        refusal -> assertThat(refusal.exitCode()).isEqualTo(ExitCode.CONFIGURATION_WRONG))
                .hasMessageContaining("Run 3 of job 'letters' has a sandbox in AWS")
                .hasMessageContaining("Put tier: fargate and aws back");
    }

    @Test
    void givesUpWhatItCanTearDownAndWhatWasNeverDeployed() {
        assertThatCode(() -> {
                    RunStart.requireItsSandbox(run("fargate", 10L), ITS_OWN);
                    RunStart.requireItsSandbox(run("fargate", null), null);
                    RunStart.requireItsSandbox(run("processes", 10L), null);
                })
                .doesNotThrowAnyException();
    }

    private static Run run(String tier, @Nullable Long documents) {
        return new Run(
                1,
                "letters",
                3,
                true,
                1,
                "elsewhere",
                0,
                Phase.SERVE,
                false,
                null,
                tier,
                "job",
                "hook",
                null,
                documents,
                documents,
                Instant.EPOCH,
                null,
                ITS_OWN.toString());
    }
}
