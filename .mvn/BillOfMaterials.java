import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes the software bill of materials of a jar, as CycloneDX JSON (source: CycloneDX specification 1.5): each library
 * with its package URL and the SHA-256 of its jar. The same libraries give the same bytes. The build runs it; CycloneDX's
 * own plugin for Maven is passed over by a build that is offline.
 *
 * <p>Arguments: the list that {@code dependency:list} wrote with the absolute names of files, the file to write, the
 * coordinates {@code GROUP:ARTIFACT:VERSION} of the jar, and those of what the packaging itself adds to it.
 */
final class BillOfMaterials {
    private static final Pattern LIBRARY = Pattern.compile(
            "\\s+(?<group>[^:\\s]+):(?<artifact>[^:]+):(?<type>[^:]+):(?:(?<classifier>[^:]+):)?(?<version>[^:]+)"
                    + ":(?:compile|runtime):(?<file>/.*?|[A-Za-z]:.*?)(?: -- module .*| \\(optional\\).*)?");

    private BillOfMaterials() {}

    public static void main(String[] arguments) throws IOException {
        List<String> components = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(arguments[0]))) {
            Matcher library = LIBRARY.matcher(line);
            if (library.matches()) {
                components.add(component(
                        "library",
                        library.group("group"),
                        library.group("artifact"),
                        library.group("version"),
                        library.group("classifier") == null ? "" : "?classifier=" + library.group("classifier"),
                        sha256(Path.of(library.group("file")))));
            } else if (line.contains(":compile") || line.contains(":runtime")) {
                throw new IOException("no library is understood from: " + line);
            }
        }
        for (int i = 3; i < arguments.length; i++) {
            components.add(named("library", arguments[i]));
        }
        components.sort(Comparator.naturalOrder());
        Path file = Path.of(arguments[1]);
        Files.createDirectories(file.getParent());
        Files.writeString(file, """
                {
                  "bomFormat": "CycloneDX",
                  "specVersion": "1.5",
                  "version": 1,
                  "metadata": {
                    "component": %s
                  },
                  "components": [
                    %s
                  ]
                }
                """.formatted(named("application", arguments[2]), String.join(",\n    ", components)));
    }

    private static String named(String type, String coordinates) {
        String[] parts = coordinates.split(":");
        return component(type, parts[0], parts[1], parts[2], "", "");
    }

    /** One line, so that two bills can be compared. Coordinates have no character that JSON or a package URL would escape. */
    private static String component(
            String type, String group, String artifact, String version, String qualifiers, String sha256) {
        String url = "pkg:maven/%s/%s@%s%s".formatted(group, artifact, version, qualifiers);
        String hashes = sha256.isEmpty()
                ? ""
                : ", \"hashes\": [{\"alg\": \"SHA-256\", \"content\": \"%s\"}]".formatted(sha256);
        return "{\"type\": \"%s\", \"bom-ref\": \"%s\", \"group\": \"%s\", \"name\": \"%s\", \"version\": \"%s\", \"purl\": \"%s\"%s}"
                .formatted(type, url, group, artifact, version, url, hashes);
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
