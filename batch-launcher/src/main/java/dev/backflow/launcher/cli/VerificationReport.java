package dev.backflow.launcher.cli;

import dev.backflow.launcher.run.Verification;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The outcome of adding up a run's books, as text and as an object for programs. */
final class VerificationReport {
    private VerificationReport() {}

    static List<String> text(Verification verification) {
        var lines = new ArrayList<String>();
        var run = "Run %d of %s".formatted(verification.run(), verification.job());
        if (verification.exact()) {
            lines.add("%s is exact: meter, chunk rows and segments all count %s."
                    .formatted(run, Amounts.counted(verification.used(), "serviced document")));
        } else {
            lines.add("%s is not exact: the meter counts %d, the chunk rows %d, the segments %d."
                    .formatted(run, verification.used(), verification.chunkRows(), verification.segments()));
            verification.differences().forEach(difference -> lines.add("  " + difference));
        }
        return lines.stream().map(OneLine::of).toList();
    }

    static Map<String, Object> json(Verification verification) {
        var object = new LinkedHashMap<String, Object>();
        object.put("job", verification.job());
        object.put("run", verification.run());
        object.put("exact", verification.exact());
        object.put("used", verification.used());
        object.put("chunkRows", verification.chunkRows());
        object.put("segments", verification.segments());
        object.put("differences", verification.differences());
        return object;
    }
}
