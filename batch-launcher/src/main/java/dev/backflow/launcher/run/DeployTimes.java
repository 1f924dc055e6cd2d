package dev.backflow.launcher.run;

import dev.backflow.launcher.report.DeployTime;
import dev.backflow.launcher.sandbox.DeployedResource;
import dev.backflow.run.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How long each resource of a sandbox took to be there: {@code deploy.json} in the run's folder. */
final class DeployTimes {
    static final String NAME = "deploy.json";

    private DeployTimes() {}

    /** Writes nothing where nothing took any time. */
    static void write(Path runFolder, List<DeployedResource> resources) throws IOException {
        if (resources.isEmpty()) {
            return;
        }
        List<Map<String, Object>> lines =
                resources.stream().map(DeployTimes::line).toList();
        Files.createDirectories(runFolder);
        AtomicFile.write(
                runFolder.resolve(NAME),
                new JsonMapper().writeValueAsBytes(Map.of("schema", "1.0", "resources", lines)));
    }

    /** As they were written; none where nothing was, or by another host. */
    static List<DeployTime> read(Path runFolder) throws IOException {
        Path file = runFolder.resolve(NAME);
        if (Files.notExists(file)) {
            return List.of();
        }
        List<DeployTime> times = new ArrayList<>();
        for (JsonNode each :
                JsonMapper.shared().readTree(Files.readAllBytes(file)).path("resources")) {
            times.add(new DeployTime(
                    each.path("name").asString(""),
                    each.path("type").asString(""),
                    each.path("seconds").decimalValue()));
        }
        return times;
    }

    private static Map<String, Object> line(DeployedResource resource) {
        var line = new LinkedHashMap<String, Object>();
        line.put("name", resource.name());
        line.put("type", resource.type());
        line.put("startedAt", resource.started().toString());
        line.put("endedAt", resource.ended().toString());
        line.put("seconds", resource.time().toMillis() / 1000.0);
        return line;
    }
}
