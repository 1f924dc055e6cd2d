package dev.backflow.launcher.sandbox.aws;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** The templates that the launcher's jar carries. */
final class Templates {
    /** As long as a template may be inside a request (source: CloudFormation API reference, TemplateBody). */
    static final int LONGEST = 51_200;

    private static final String SANDBOX = "/dev/backflow/infra/sandbox.yaml";

    private Templates() {}

    static String sandbox() {
        return read(SANDBOX);
    }

    private static String read(String name) {
        try (InputStream in = Templates.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the launcher has no " + name);
            }
            return withoutComments(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lines that are a comment and nothing else are for people, and count. */
    static String withoutComments(String template) {
        return template.lines()
                        .filter(line -> !line.stripLeading().startsWith("# "))
                        .collect(Collectors.joining("\n"))
                + "\n";
    }
}
