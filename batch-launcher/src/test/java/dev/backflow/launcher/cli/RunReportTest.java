package dev.backflow.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.launcher.run.RunDetails;
import dev.backflow.launcher.run.RunRow;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunReportTest {
    private static final NextCommands NEXT = new NextCommands(new Invocation(""), "invoices", List.of());
    private static final RunRow UNFINISHED =
            new RunRow("invoices", 18, "unfinished", 100, 41, 216, Samples.START, null, Samples.FOLDER);

    @Test
    void putsRunsIntoATable() {
        assertThat(RunReport.table(List.of(Samples.row(), UNFINISHED), Path.of("data")))
                .containsExactly(
                        "JOB       RUN  STATE          LIMIT  USED  DOCUMENTS  STARTED               ENDED                 FOLDER",
                        "invoices  17   limit-reached  100    100   316        2026-03-01T10:00:00Z  2026-03-01T10:00:12Z  backflow-data/invoices/runs/17",
                        "invoices  18   unfinished     100    41    216        2026-03-01T10:00:00Z  -                     backflow-data/invoices/runs/17");
    }

    @Test
    void saysWhereItFoundNoRuns() {
        assertThat(RunReport.table(List.of(), Path.of("data"))).containsExactly("There are no runs in data.");
    }

    @Test
    void tellsProgramsThatARunHasNotEnded() {
        assertThat(RunReport.json(UNFINISHED)).containsEntry("endedAt", null).containsEntry("run", 18);
    }

    @Test
    void showsOneRun() {
        assertThat(RunReport.text(Samples.details(), NEXT))
                .containsExactly(
                        "Run 17 of invoices: limit-reached",
                        "  documents   316: 98 completed, 2 exhausted, 0 rejected, 216 open",
                        "  limit       100 of 100 used",
                        "  partitions  8 of 8 done",
                        "  tier        processes, last phase: report",
                        "  started     2026-03-01T10:00:00Z",
                        "  ended       2026-03-01T10:00:12Z",
                        "  results     file:/out",
                        "  folder      backflow-data/invoices/runs/17",
                        "Next: java -jar launcher.jar verify --job=invoices --run=17");
    }

    @Test
    void tellsHowToGoOnWithAnUnfinishedRun() {
        var details = new RunDetails(UNFINISHED, "processes", "serve", 40, 1, 0, 175, 1, 8, "file:/out");

        assertThat(RunReport.text(details, NEXT))
                .last()
                .isEqualTo("Next: java -jar launcher.jar restart --job=invoices");
    }

    @ParameterizedTest
    @CsvSource({
        "stopped, restart --job=invoices",
        "failed, restart --job=invoices",
        "completed, verify --job=invoices --run=18",
        "abandoned, verify --job=invoices --run=18"
    })
    void tellsHowToGoOnByHowTheRunEnded(String state, String next) {
        var ended = new RunRow("invoices", 18, state, 100, 41, 216, Samples.START, Samples.START, Samples.FOLDER);
        var details = new RunDetails(ended, "processes", "report", 40, 1, 0, 175, 1, 8, "file:/out");

        assertThat(RunReport.text(details, NEXT)).last().isEqualTo("Next: java -jar launcher.jar " + next);
    }

    @Test
    void tellsTheSameToPrograms() {
        assertThat(RunReport.json(Samples.details()))
                .containsEntry("run", 17)
                .containsEntry("completed", 98L)
                .containsEntry("partitions", 8);
    }
}
