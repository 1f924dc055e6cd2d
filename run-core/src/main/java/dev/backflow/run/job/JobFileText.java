package dev.backflow.run.job;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.reader.StreamReader;

/** Reads the bytes of a job file as text: UTF-8 with or without a byte order mark, at most 1 MiB, printable. */
final class JobFileText {
    static final int MAX_BYTES = 1024 * 1024;

    private final Path file;
    private final Faults faults;

    JobFileText(Path file, Faults faults) {
        this.file = file;
        this.faults = faults;
    }

    /** The text, or null after adding the fault that made it unreadable. */
    @Nullable
    String read() {
        byte[] bytes = bytes();
        return bytes == null ? null : decoded(bytes);
    }

    private byte @Nullable [] bytes() {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length <= MAX_BYTES) {
                return bytes;
            }
            faults.add(at(""), "The job file is larger than 1 MiB", "Keep data out of it: name files instead.");
        } catch (NoSuchFileException e) {
            faults.add(at(""), "There is no such job file", "Check the name and the folder of job files.");
        } catch (IOException e) {
            faults.add(
                    at(""),
                    "The job file cannot be read (" + Quoted.oneLine(String.valueOf(e.getMessage()), 120) + ")",
                    "Check that it is a file that this user may read.");
        }
        return null;
    }

    private @Nullable String decoded(byte[] bytes) {
        var in = ByteBuffer.wrap(bytes);
        var out = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
        String text = out.flip().toString();
        text = text.startsWith("\uFEFF") ? text.substring(1) : text;
        if (result.isError()) {
            faults.add(at(text), "The job file is not UTF-8 from here on", "Save it as UTF-8.");
            return null;
        }
        return isPrintable(text) ? text : null;
    }

    private boolean isPrintable(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (!StreamReader.isPrintable(text.codePointAt(i))) {
                faults.add(
                        at(text.substring(0, i)),
                        "A job file may not hold the character U+%04X".formatted(text.codePointAt(i)),
                        "Remove it, or write it as an escape inside double quotes.");
                return false;
            }
        }
        return true;
    }

    /** The place just after a text that starts where the file starts. */
    private Place at(String before) {
        int line = 1 + (int) before.lines().count() - (before.isEmpty() || endsLine(before) ? 0 : 1);
        int start = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1;
        return Place.inFile(file.toString(), line, 1 + before.codePointCount(start, before.length()));
    }

    private static boolean endsLine(String text) {
        return text.endsWith("\n") || text.endsWith("\r");
    }
}
