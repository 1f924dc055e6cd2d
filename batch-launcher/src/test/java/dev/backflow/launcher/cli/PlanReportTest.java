package dev.backflow.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlanReportTest {
    private static final NextCommands NEXT = new NextCommands(new Invocation(""), "invoices", List.of());

    @Test
    void tellsWhatARunWouldDo() {
        assertThat(PlanReport.text(Samples.plan(), null, List.of(), NEXT))
                .containsExactly(
                        "Would start run 17 of invoices. Nothing has been created.",
                        "  documents  316 documents to serve, 1.5 MB; 40 serviced by earlier runs",
                        "  limit      100, so this run serves at most 100 documents",
                        "  hook       com.example.Invoices: text, parse",
                        "  source     file:/in",
                        "  results    file:/out",
                        "  tier       processes, 1 to 20 workers",
                        "  warning    The disk is nearly full.",
                        "Next: java -jar launcher.jar --job=invoices");
    }

    @Test
    void advisesTheDoctorWhenSomethingIsMissing() {
        assertThat(PlanReport.text(Samples.plan(), null, List.of("base: not there."), NEXT))
                .endsWith("  missing    base: not there.", "Next: java -jar launcher.jar doctor --job=invoices");
    }

    @Test
    void tellsTheSameToPrograms() {
        assertThat(PlanReport.json(Samples.plan(), null, List.of()))
                .containsEntry("documents", 316L)
                .containsEntry("serves", 100L)
                .containsEntry("resumes", false)
                .containsEntry("warnings", List.of("The disk is nearly full."));
    }
}
