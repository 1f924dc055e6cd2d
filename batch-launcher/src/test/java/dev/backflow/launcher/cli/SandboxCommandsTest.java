package dev.backflow.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.launcher.plan.LauncherProcess;
import dev.backflow.launcher.run.RunOwner;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class SandboxCommandsTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final FakeSandboxes sandboxes = new FakeSandboxes();

    @Test
    void listsWhoseASandboxIsAndWhatItCosts() {
        assertThat(execute("sandbox", "list")).isZero();

        assertThat(text(out))
                .contains("backflow-invoices-r7", "fargate", "CREATE_COMPLETE", "2h 10m", "2026-03-03T12:00:00Z")
                .contains("orphan: its launcher is gone", "USD 0.36");
    }

    @Test
    void listsForPrograms() {
        assertThat(execute("sandbox", "list", "--base=other", "--output=json")).isZero();

        assertThat(text(out)).startsWith("{\"schema\":\"1.0\"").contains("\"owner\":\"silent\",\"orphan\":true");
        assertThat(sandboxes.asked).containsExactly("list other");
    }

    @Test
    void removesNothingWithoutAYes() {
        assertThat(execute("sandbox", "destroy", "--job=invoices", "--run=7")).isEqualTo(64);

        assertThat(text(err)).contains("--yes");
        assertThat(sandboxes.asked).containsExactly("list backflow-base");
    }

    @Test
    void removesOne() {
        assertThat(execute("sandbox", "destroy", "--job=invoices", "--run=7", "--yes"))
                .isZero();

        assertThat(text(out)).startsWith("Removed backflow-invoices-r7 (run 7 of job invoices)");
        assertThat(text(err)).contains("RunBucket (AWS::S3::Bucket) DELETE_COMPLETE");
        assertThat(sandboxes.asked).containsExactly("destroy invoices 7 force=false");
    }

    @Test
    void refusesToRemoveWhatALauncherServes() {
        sandboxes.owner = RunOwner.ALIVE;

        assertThat(execute("sandbox", "destroy", "--job=invoices", "--run=7", "--yes"))
                .isEqualTo(75);

        assertThat(text(out)).startsWith("Spared backflow-invoices-r7").contains("a launcher serves its run");
    }

    @Test
    void exitsWith74AndTheListWhenSomethingIsLeft() {
        sandboxes.remaining = List.of("stack backflow-invoices-r7 (DELETE_FAILED)", "schedule backflow/x");

        assertThat(execute("sandbox", "sweep")).isEqualTo(74);

        assertThat(text(out)).contains("stack backflow-invoices-r7 (DELETE_FAILED), schedule backflow/x");
        assertThat(text(err)).contains("sandbox destroy --job=invoices --run=7 --base=backflow-base --yes");
    }

    @Test
    void namesBaseAndRegionInTheCommandToTryAgain() {
        sandboxes.remaining = List.of("stack backflow-invoices-r7 (DELETE_FAILED)");

        assertThat(execute("sandbox", "sweep", "--base=other", "--region=eu-west-3"))
                .isEqualTo(74);

        assertThat(text(err)).contains("sandbox destroy --job=invoices --run=7 --base=other --region=eu-west-3 --yes");
    }

    @Test
    void sparesALiveRunInASweep() {
        sandboxes.owner = RunOwner.ALIVE;

        assertThat(execute("sandbox", "sweep")).isZero();

        assertThat(text(out)).startsWith("Spared");
    }

    private int execute(String... arguments) {
        var console = new Console(stream(out), stream(err), Map.of(), () -> false);
        var services = new Services(
                never("run"),
                never("history"),
                () -> sandboxes,
                never("hook"),
                never("drill"),
                never("doctor"),
                InstantSource.system());
        var relaunch = new UnicodeRelaunch(LauncherProcess.ofThisJvm(), List::of, Map.of(), "UTF-8");
        return new CommandLineInterface(console, services, relaunch, "").run(List.of(arguments));
    }

    private static <T> Supplier<T> never(String what) {
        return () -> {
            throw new IllegalStateException("no %s in these tests".formatted(what));
        };
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
