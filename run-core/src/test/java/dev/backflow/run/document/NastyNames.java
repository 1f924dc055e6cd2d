package dev.backflow.run.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Keys that are hard to sort, encode or print, and the order in which they belong. */
final class NastyNames {
    /** Sorts by encoding; slow, and right by definition. */
    static final Comparator<String> REFERENCE =
            (left, right) -> Arrays.compareUnsigned(left.getBytes(UTF_8), right.getBytes(UTF_8));

    private NastyNames() {}

    static List<String> keys() {
        return List.of(
                "a",
                "a.b",
                "a-b",
                "a0",
                "ab/c.d",
                "ab/c d/e",
                "ab/c/d",
                "ab-",
                "ab.pdf",
                "ab0",
                "ab!",
                "A",
                "Z/z",
                "~",
                ".hidden",
                " leading",
                "trailing ",
                "dot.",
                "line\nbreak",
                "line\rbreak",
                "tab\t",
                "\u0001control",
                "\u007Fdelete",
                "back\\slash",
                "quote\"'`$(x)",
                "*?[]",
                "-rf",
                "%2F",
                "caf\u00E9",
                "cafe\u0301",
                "\u202Egnp.exe",
                "\u200Bzero",
                "\uFEFFmark",
                "\uFFFDreal",
                "\uFF5Ewide",
                "\uE000private",
                "\uD7FFlast before surrogates",
                "\uD83D\uDE00 beyond the basic plane",
                "\uD83D\uDE00/in a folder",
                "\uFFEE/in a folder",
                "\uDBFF\uDFFFlast of all",
                "CON",
                "nul.txt",
                "TWIN",
                "twin",
                "x".repeat(255),
                "\u00FC".repeat(127) + "x",
                "d/".repeat(60) + "deep");
    }

    static List<String> sorted(Collection<String> keys) {
        return keys.stream().sorted(REFERENCE).toList();
    }
}
