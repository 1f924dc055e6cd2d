package dev.backflow.run.job;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The table of keys in the documentation, made from the same records as the parser. */
final class JobFileKeys {
    private JobFileKeys() {}

    /** The table as Markdown, one row a key, with a line feed at its end. */
    static String table() {
        List<String> lines = new ArrayList<>();
        lines.add("| key | takes | default | meaning | may change on resume |");
        lines.add("|---|---|---|---|---|");
        addRows(lines, JobFile.class, "", false);
        return lines.stream().collect(Collectors.joining("\n", "", "\n"));
    }

    private static void addRows(List<String> lines, Class<? extends Record> type, String prefix, boolean mayChange) {
        for (RecordKey key : RecordKey.of(type)) {
            boolean changes = mayChange || key.mayChangeOnResume();
            Class<? extends Record> section = key.section();
            String takes = section == null ? ValueType.of(key).summary() : "the keys below";
            lines.add("| `%s%s` | %s | %s | %s | %s |"
                    .formatted(prefix, key.name(), takes, defaultOf(key), key.description(), changes ? "yes" : "no"));
            if (section != null) {
                addRows(lines, section, prefix + key.name() + ".", changes);
            }
        }
    }

    private static String defaultOf(RecordKey key) {
        String written = key.defaultValue();
        if (written == null) {
            return key.isOptional() ? "" : "required";
        }
        return written.isEmpty() ? "" : "`" + written + "`";
    }
}
