package dev.backflow.launcher.run;

import dev.backflow.run.file.AtomicFile;
import dev.backflow.run.ledger.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** What a tear-down has left, in writing: {@code teardown.json} in the run's folder. */
final class TeardownCertificate {
    static final String NAME = "teardown.json";

    private final Path folder;

    /** @param folder of the run, on this machine */
    TeardownCertificate(Path folder) {
        this.folder = folder;
    }

    /** Removes one of an earlier attempt, which does not hold once something is deployed again. */
    void withdraw() throws IOException {
        Files.deleteIfExists(folder.resolve(NAME));
    }

    /**
     * Writes it, in place of an earlier one.
     *
     * @param remaining a phrase for each thing that is left
     * @param requested whether its removal was asked for, and goes on
     */
    void write(Run run, Instant at, List<String> remaining, boolean requested) throws IOException {
        Files.createDirectories(folder);
        var certificate = new LinkedHashMap<String, Object>();
        certificate.put("schema", "1.0");
        certificate.put("run", run.number());
        certificate.put("at", at.toString());
        certificate.put("remaining", remaining);
        if (requested) {
            certificate.put("removal", "requested");
        }
        AtomicFile.write(folder.resolve(NAME), new JsonMapper().writeValueAsBytes(certificate));
    }
}
