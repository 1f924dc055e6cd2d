package dev.backflow.run.job;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The canonical form of a job file without the keys that may change on resume, and its hash. */
final class JobFileIdentity {
    private final JobFile job;

    JobFileIdentity(JobFile job) {
        this.job = job;
    }

    String sha256() {
        try {
            byte[] canonical = canonical().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Keys sorted, text length-prefixed so that no two job files share a form, absent keys left out. */
    String canonical() {
        var out = new StringBuilder();
        append(out, job);
        return out.toString();
    }

    private void append(StringBuilder out, Object value) {
        if (value instanceof Record section && RecordKey.isSection(section.getClass())) {
            append(out, components(section));
        } else if (value instanceof Map<?, ?> map) {
            out.append('{');
            new TreeMap<>(map).forEach((key, inner) -> {
                append(out, key);
                append(out, inner);
            });
            out.append('}');
        } else if (value instanceof List<?> list) {
            out.append('[');
            list.forEach(inner -> append(out, inner));
            out.append(']');
        } else {
            String text = value.toString();
            String type = value instanceof Long || value instanceof Double || value instanceof Boolean ? "=" : "'";
            out.append(text.length()).append(type).append(text).append(';');
        }
    }

    private static boolean isEmptySection(Object value) {
        return value instanceof Record section
                && RecordKey.isSection(section.getClass())
                && components(section).isEmpty();
    }

    private static Map<String, Object> components(Record record) {
        Map<String, Object> components = new TreeMap<>();
        for (RecordKey key : RecordKey.of(record.getClass())) {
            @Nullable Object value = key.read(record);
            if (value != null && !key.mayChangeOnResume() && !key.isLaterDefault(value) && !isEmptySection(value)) {
                components.put(key.name(), value);
            }
        }
        return components;
    }
}
