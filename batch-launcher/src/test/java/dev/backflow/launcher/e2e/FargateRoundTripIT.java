package dev.backflow.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job on Fargate, from nothing to nothing. */
class FargateRoundTripIT {
    private static final int ALL = 1_000;
    private static final int REFUSED = 20;
    private static final int FAILING = 10;
    private static final int LIMIT = 900;

    private final FargateFixture aws;
    private final JobFixture here;
    private final JobFixture there;

    FargateRoundTripIT(@TempDir Path folder, @TempDir Path work) throws IOException {
        aws = new FargateFixture(work, QuickLauncher.jar(), LauncherRun.options(QuickLauncher.jar()));
        here = new JobFixture(folder, work, "here", RunRepository.embedded());
        there = new JobFixture(folder, work, "there", aws.repository());
    }

    @AfterEach
    void close() {
        there.close();
        here.close();
        aws.close();
    }

    @Test
    void servesDocumentsOfS3InTasksAndLeavesNothingBehind() throws Exception {
        here.scriptedHook()
                .documents("ok", ALL - REFUSED - FAILING)
                .documents("reject", REFUSED)
                .documents("fail", FAILING)
                .jobFile("tier: inline", "limit: 1000", "tolerate: 100%");
        aws.upload("there", here.documents());
        var lines = new ArrayList<>(FargateFixture.jobLines());
        lines.addAll(List.of("limit: " + LIMIT, "tolerate: 100%", "workers: {min: 3, max: 3}"));
        there.scriptedHook()
                .locations(FargateFixture.source("there"), FargateFixture.results("there"))
                .jobFile(lines.toArray(String[]::new));
        assertThat(here.run().exitCode()).isZero();

        var ended = there.run();

        assertThat(ended.exitCode())
                .as(() -> ended
                        + aws.ministack().containers().output()
                        + aws.ministack().output())
                .isZero();
        RunFiles run = there.run(1);
        assertThat(run.remaining()).as("certificate").isEmpty();
        assertThat(aws.leftovers()).isEmpty();
        assertThat(aws.ministack().containers().started()).isEqualTo(3);
        aws.assertSecretsAreKept(ended);
        assertThat(run.summary().get("exact")).isEqualTo(true);
        assertThat(run.summary().get("tier")).isEqualTo("fargate");
        assertThat(run.summary().get("deployed"))
                .as("how long each resource took")
                .asInstanceOf(InstanceOfAssertFactories.list(Map.class))
                .extracting(each -> each.get("name"))
                .contains("Cluster", "RunBucket", "TaskDefinition");
        assertThat(run.count("documents")).isEqualTo(ALL);
        assertThat(run.count("used")).isEqualTo(LIMIT);
        assertThat(run.serviced()).hasSize(LIMIT);
        assertThat(aws.resultNames("there")).hasSameSizeAs(rowsWithResults(run));
        agreesWithTheInlineTier(run.ledger());
        assertThat(there.start("verify", "--job=there").await().exitCode()).isZero();

        var rest = there.run();

        assertThat(rest.exitCode()).as(rest.toString()).isZero();
        assertThat(there.run(2).count("used")).isEqualTo(ALL - REFUSED - LIMIT);
        assertThat(aws.leftovers()).isEmpty();
        agreesWithTheInlineTier(there.run(2).ledger());
    }

    private static List<LedgerLine> rowsWithResults(RunFiles run) throws IOException {
        return run.ledger().stream().filter(row -> row.result() != null).toList();
    }

    /** Document by document: outcome, status and attempts; but for those that the limit has left out. */
    private void agreesWithTheInlineTier(List<LedgerLine> ledger) throws IOException {
        Map<String, String> inline = new HashMap<>();
        here.run(1).ledger().forEach(row -> inline.put(row.document(), row.brief()));
        assertThat(inline).hasSize(ALL);
        assertThat(ledger)
                .isNotEmpty()
                .allSatisfy(
                        row -> assertThat(row.outcome().equals("not-served") ? inline.get(row.document()) : row.brief())
                                .isEqualTo(inline.get(row.document())));
        assertThat(Files.exists(there.run(1).folder().resolve("ledger.csv"))).isTrue();
    }
}
