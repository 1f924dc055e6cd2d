package dev.backflow.run.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is done to a job file, it is either read or refused with places: no other exception, no lost position. */
class JobFileMutationTest {
    private static final long SEED = 20_260_213L;
    private static final int MUTATIONS = 1_000;

    private static final List<String> PIECES = List.of(
            "\t",
            "\r",
            "\n",
            "\u0000",
            "\uFEFF",
            "\u2028",
            "é",
            "\uD83D\uDE00",
            ":",
            ": ",
            "- ",
            "[",
            "]",
            "{",
            "}",
            "\"",
            "'",
            "#",
            " #",
            "*a",
            "&a ",
            "!!int ",
            "!x ",
            "%",
            "@",
            "`",
            "|",
            ">",
            "? ",
            "<<: ",
            "---\n",
            "...\n",
            "~",
            ".nan",
            "-1",
            "1e999999999",
            "99999999999999999999999",
            "0x",
            "s3://b/",
            "limit: 1\n",
            "\\");

    private static final String VALID = """
            description: Extract text
            hook:
              jar: ../hooks/text.jar
              class: com.example.Text
              settings: &settings {language: en, pages: 3, scale: 0.5, strict: true, only: [pdf, "x\\n"]}
            source: file:/data/in/
            results: file:../out
            result-layout: bundled
            limit: 5
            tolerate: 0.5%
            tier: processes
            workers: {max: 20, slots: 64, memory: 2GB}
            repository:
              url: jdbc:postgresql://db:5432/backflow
              user: me
            """;

    private static final Pattern LINE = Pattern.compile("[^\\r\\n\\u2028\\u0000]+\\S[.?!]");

    @Test
    void readsOrRefusesEveryMutation(@TempDir Path folder) {
        var jobs = new JobFolder(folder);
        var place = Pattern.compile(Pattern.quote(folder.resolve("job.yaml").toString()) + "(:[1-9][0-9]*){2}");
        var random = new Random(SEED);
        int parsed = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] mutant = mutant(random);
            Path file = jobs.written(mutant);
            List<Problem> problems = problems(() -> jobs.parser().parse("job", file, List.of()));
            List<Problem> checked = problems(() -> jobs.parser().parseAndCheck("job", file, List.of()));

            parsed += problems.isEmpty() ? 1 : 0;
            assertThat(checked).as("what the job names is not there").isNotEmpty();
            assertThat(Stream.concat(problems.stream(), checked.stream())
                            .filter(problem -> !place.matcher(problem.where()).matches()
                                    || !LINE.matcher(problem.toString()).matches()))
                    .as(() -> new String(mutant, StandardCharsets.UTF_8))
                    .isEmpty();
        }
        assertThat(parsed).isBetween(MUTATIONS / 20, MUTATIONS - MUTATIONS / 5);
    }

    /** Any exception but the one for authors of job files fails the test. */
    private static List<Problem> problems(Supplier<NamedJobFile> reading) {
        try {
            assertThat(reading.get().file()).isNotNull();
            return List.of();
        } catch (InvalidJobFileException e) {
            return e.problems();
        }
    }

    private static byte[] mutant(Random random) {
        var text = new StringBuilder(VALID);
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            mutate(text, random);
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(20) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static void mutate(StringBuilder text, Random random) {
        int at = random.nextInt(text.length());
        int end = Math.min(text.length(), at + 1 + random.nextInt(12));
        String piece = PIECES.get(random.nextInt(PIECES.size()));
        switch (random.nextInt(5)) {
            case 0 -> text.insert(at, piece);
            case 1 -> text.delete(at, end);
            case 2 -> text.replace(at, end, piece);
            case 3 -> text.insert(at, text.substring(random.nextInt(at + 1), end));
            default -> swapLines(text, random);
        }
    }

    private static void swapLines(StringBuilder text, Random random) {
        List<String> lines = new ArrayList<>(text.toString().lines().toList());
        Collections.swap(lines, random.nextInt(lines.size()), random.nextInt(lines.size()));
        text.setLength(0);
        lines.forEach(line -> text.append(line).append('\n'));
    }
}
