package dev.backflow.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.launcher.plan.PartitionStretch;
import dev.backflow.launcher.plan.RestartPlan;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RestartReportTest {
    private static final NextCommands NEXT = new NextCommands(new Invocation("launcher.jar"), "invoices", List.of());

    private static final PartitionStretch DONE =
            new PartitionStretch(PartitionStretch.Kind.DONE, 0, 3, 0, 80, 80, 0, 0, 0, 12, "done");
    private static final PartitionStretch BEGUN =
            new PartitionStretch(PartitionStretch.Kind.BEGUN, 4, 4, 80, 100, 5, 10, 5, 10, 0, "10 documents again");

    @Test
    void tellsWhatWouldBeDone() {
        var text = RestartReport.text(plan(true, true, 85, List.of()), NEXT);

        assertThat(text)
                .containsExactly(
                        "Run 17 of invoices is unfinished; restart would go on with it. Nothing was changed.",
                        "  limit      85 of 100 used",
                        "  documents  85 done, 10 to be served again, 5 never started",
                        "  publish    the results of 12 documents that are settled, before anything is served",
                        "  serve      at most 15 documents, in tier processes",
                        "  note       Look out.",
                        "PARTITIONS  DOCUMENTS  DONE  AGAIN  OPEN  UNITS  WHY",
                        "0 to 3      0 to 79    80    0      0     0      done",
                        "4           80 to 99   5     10     5     10     10 documents again",
                        "Next: java -jar launcher.jar restart --job=invoices");
    }

    @Test
    void tellsThatTheLimitLeavesNothingToServe() {
        assertThat(RestartReport.text(plan(true, true, 100, List.of()), NEXT))
                .contains("  serve      nothing: the run is torn down, reported and closed");
    }

    @Test
    void tellsWhyRestartWouldRefuse() {
        assertThat(RestartReport.text(plan(true, true, 85, List.of("The hook jar has changed.")), NEXT))
                .startsWith("Run 17 of invoices is unfinished, but restart would refuse to go on with it now."
                        + " Nothing was changed.")
                .contains("  refused    The hook jar has changed.");
    }

    @Test
    void tellsThatAFinishedRunIsLeftAlone() {
        var plan = new RestartPlan(
                "invoices",
                17,
                "limit-reached",
                false,
                "ended",
                "inline",
                true,
                100,
                100,
                List.of(),
                List.of(),
                List.of());

        assertThat(RestartReport.text(plan, NEXT))
                .containsExactly(
                        "Run 17 of invoices is finished (limit-reached), so restart has nothing to do. Nothing was"
                                + " changed.",
                        "  limit      100 of 100 used",
                        "Next: java -jar launcher.jar runs show --job=invoices --run=17");
    }

    @Test
    void tellsThatARunWithoutAPlanIsListedAgain() {
        var plan = new RestartPlan(
                "invoices", 17, "unfinished", true, "plan", "auto", false, 100, 0, List.of(), List.of(), List.of());

        assertThat(RestartReport.text(plan, NEXT))
                .startsWith("Run 17 of invoices is unfinished; restart would go on with it, and list the source again,"
                        + " as no document was touched. Nothing was changed.")
                .hasSize(3);
    }

    @Test
    void tellsProgramsTheSame() {
        var json = RestartReport.json(plan(true, true, 85, List.of()));

        assertThat(json)
                .containsEntry("run", 17)
                .containsEntry("unfinished", true)
                .containsEntry("done", 85L)
                .containsEntry("again", 10L)
                .containsEntry("open", 5L)
                .containsEntry("serves", 15L)
                .containsEntry("unpublished", 12L);
        assertThat(json.get("partitions"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(Map.class))
                .hasSize(2)
                .element(1)
                .satisfies(partition -> assertThat(partition.get("kind")).isEqualTo("begun"));
    }

    private static RestartPlan plan(boolean unfinished, boolean planned, long used, List<String> obstacles) {
        return new RestartPlan(
                "invoices",
                17,
                "unfinished",
                unfinished,
                "serve",
                "processes",
                planned,
                100,
                used,
                List.of(DONE, BEGUN),
                List.of("Look out."),
                obstacles);
    }
}
