package dev.backflow.run.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.backflow.run.emulator.Moto;
import dev.backflow.run.job.S3Location;
import dev.backflow.run.manifest.Manifest;
import dev.backflow.run.store.FolderRunStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A manifest of a million objects, listed by a process with less memory than a quarter of a gigabyte. */
class MillionObjectsIT {
    private static final int OBJECTS = 1_000_000;
    private static final int PAGE = 1_000;
    private static final Pattern TOKEN = Pattern.compile("continuation-token=(\\d+)");

    @Test
    void areListedInAHundredAndTwentyEightMegabytes(@TempDir Path folder) throws Exception {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.createContext("/", MillionObjectsIT::answer);
        server.start();
        Path output = folder.resolve("output");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Lister.class.getName(),
                        "http://127.0.0.1:" + server.getAddress().getPort(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(child.waitFor(5, TimeUnit.MINUTES)).isTrue();
        } finally {
            child.destroyForcibly().waitFor();
            server.stop(0);
        }

        assertThat(Files.readString(output)).contains("listed %d of %d bytes".formatted(OBJECTS, 7L * OBJECTS));
        assertThat(child.exitValue()).isZero();
    }

    /** What the process with little memory does, as the launcher's plan does it. */
    static final class Lister {
        private Lister() {}

        public static void main(String[] arguments) throws IOException {
            var calls = new S3Calls(
                    S3Clients.at(URI.create(arguments[0]), Moto.REGION, Moto.credentials()), S3Patience.real());
            var store = new S3DocumentStore(calls, new S3Location("incoming", "a/"));
            try (var listing = store.list();
                    var writer = new Manifest(new FolderRunStore(Path.of(arguments[1]))).write()) {
                for (var next = listing.next(); next != null; next = listing.next()) {
                    writer.add(next);
                }
                var totals = writer.commit();
                System.out.println("listed %d of %d bytes".formatted(totals.documents(), totals.bytes()));
            }
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String query = String.valueOf(exchange.getRequestURI().getRawQuery());
        byte[] body = (query.contains("versioning") ? "<VersioningConfiguration/>" : page(query)).getBytes(UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/xml");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** The token says where the page begins. */
    private static String page(String query) {
        var token = TOKEN.matcher(query);
        int first = token.find() ? Integer.parseInt(token.group(1)) : 0;
        var xml = new StringBuilder(200 * PAGE).append("<ListBucketResult><EncodingType>url</EncodingType>");
        for (int i = first; i < first + PAGE; i++) {
            xml.append("<Contents><Key>a%2Fline%0Abreak-")
                    .append(OBJECTS + i)
                    .append("</Key><ETag>&quot;0123456789abcdef0123456789abcdef&quot;</ETag><Size>7</Size></Contents>");
        }
        int next = first + PAGE;
        xml.append("<IsTruncated>").append(next < OBJECTS).append("</IsTruncated>");
        if (next < OBJECTS) {
            xml.append("<NextContinuationToken>").append(next).append("</NextContinuationToken>");
        }
        return xml.append("</ListBucketResult>").toString();
    }
}
