package dev.backflow.launcher.estimate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a template of CloudFormation deploys, by kind and number. Only names and types are read, by their indentation:
 * the templates are ours, and a test holds them to it.
 *
 * @param kinds {@code AWS::EC2::Subnet} and so on to how many there are at most, conditions not judged
 * @param endpointZones interface endpoints, each in two zones
 */
public record TemplateResources(Map<String, Integer> kinds, int endpointZones) {
    private static final String SANDBOX = "/dev/backflow/infra/sandbox.yaml";
    private static final Pattern SECTION = Pattern.compile("^[A-Za-z].*:.*");
    private static final Pattern TYPE = Pattern.compile("^    Type: \"?'?(AWS::[A-Za-z0-9:]+)\"?'?\\s*(#.*)?$");
    private static final int ZONES = 2;

    public TemplateResources {
        kinds = Collections.unmodifiableMap(new TreeMap<>(kinds));
    }

    /** Those of the sandbox of one run. */
    public static TemplateResources ofSandbox() {
        try (InputStream in = Objects.requireNonNull(TemplateResources.class.getResourceAsStream(SANDBOX), SANDBOX)) {
            return of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static TemplateResources of(String template) {
        Map<String, Integer> kinds = new TreeMap<>();
        List<String> lines = new ArrayList<>();
        String section = "";
        for (String line : template.lines().toList()) {
            if (SECTION.matcher(line).matches()) {
                section = line;
            } else if (section.startsWith("Resources:")) {
                lines.add(line);
                var type = TYPE.matcher(line);
                if (type.matches()) {
                    kinds.merge(type.group(1), 1, Integer::sum);
                }
            }
        }
        long interfaces = lines.stream()
                .filter(line -> line.matches("^      VpcEndpointType: \"?Interface\"?\\s*"))
                .count();
        return new TemplateResources(kinds, Math.toIntExact(interfaces * ZONES));
    }

    /** All of them. */
    public int count() {
        return kinds.values().stream().mapToInt(Integer::intValue).sum();
    }
}
