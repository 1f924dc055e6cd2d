package dev.backflow.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The bills of materials in the jars that are shipped, as the build has packed them. */
class BillOfMaterialsIT {
    private static final String BILL = "META-INF/sbom/application.cdx.json";

    /** Packed by Spring Boot's plugin out of itself, so that there is no file to take a hash of before. */
    private static final String OF_THE_PACKAGING = "spring-boot-jarmode-tools-";

    @Test
    void listsEachLibraryOfTheLauncherByItsHash() throws Exception {
        listsEachLibrary(Path.of("target/launcher.jar"));
    }

    @Test
    void listsEachLibraryOfTheWorkerByItsHash() throws Exception {
        try (var jars = Files.list(Path.of("../partition-worker/target"))) {
            List<Path> worker =
                    jars.filter(jar -> jar.toString().endsWith("-exec.jar")).toList();
            assertThat(worker).hasSize(1);
            listsEachLibrary(worker.get(0));
        }
    }

    private static void listsEachLibrary(Path shipped) throws Exception {
        try (var jar = new JarFile(shipped.toFile())) {
            JsonNode bill = bill(jar);
            assertThat(bill.path("bomFormat").asString("")).isEqualTo("CycloneDX");
            assertThat(bill.at("/metadata/component/group").asString("")).isEqualTo("dev.backflow");
            Set<String> hashes = new HashSet<>();
            bill.path("components")
                    .forEach(each -> hashes.add(each.at("/hashes/0/content").asString("")));
            Set<String> unlisted = new TreeSet<>();
            int libraries = 0;
            for (var entry : jar.stream()
                    .filter(each -> each.getName().matches("BOOT-INF/lib/.*\\.jar"))
                    .filter(each -> !each.getName().contains(OF_THE_PACKAGING))
                    .toList()) {
                libraries++;
                try (var content = jar.getInputStream(entry)) {
                    byte[] hash = MessageDigest.getInstance("SHA-256").digest(content.readAllBytes());
                    if (!hashes.contains(HexFormat.of().formatHex(hash))) {
                        unlisted.add(entry.getName());
                    }
                }
            }
            assertThat(unlisted).isEmpty();
            assertThat(libraries).isGreaterThan(50);
            assertThat(bill.path("components").findValuesAsString("name")).contains("spring-boot-jarmode-tools");
        }
    }

    private static JsonNode bill(JarFile jar) throws IOException {
        try (var content = jar.getInputStream(jar.getEntry(BILL))) {
            return JsonMapper.shared().readTree(content);
        }
    }
}
