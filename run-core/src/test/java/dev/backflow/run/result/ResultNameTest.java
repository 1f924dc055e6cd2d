package dev.backflow.run.result;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResultNameTest {
    private static final ResultName EXACT = new ResultName(false);
    private static final ResultName FOLDED = new ResultName(true);
    private static final Path RESULTS = Path.of("/results");
    private static final Pattern UNSAFE = Pattern.compile("[\\x00-\\x1F\\x7F-\\x9F\\\\:*?\"<>|\u202E\u200B\uFEFF]");
    private static final Pattern FOLD_PROOF =
            Pattern.compile("([ -~&&[^A-Z%]]|%(u[0-9A-F]{4}|[0-9A-F]{2})|%(?=/|\\.json))*");
    private static final Pattern DEVICE =
            Pattern.compile("(?i)(con|prn|aux|nul|conin\\$|conout\\$|(com|lpt)[0-9\u00B9\u00B2\u00B3]) *(\\..*)?");

    /** Keys are made of these, so that random ones meet each other's names as often as possible. */
    private static final List<String> SCRAPS = List.of(
            "",
            ".",
            "..",
            "a",
            "A",
            "x",
            "x.json",
            "x.JSON",
            ".json",
            "json",
            "con",
            "CON",
            "nul.txt",
            "COM1.a.b",
            "lpt\u00B2",
            "aux ",
            "~",
            "%",
            "%41",
            "%2E",
            "%2e",
            "%u",
            "%uD800",
            "a.",
            "a ",
            " a",
            "...",
            "\\",
            "a\\b",
            ":",
            "*",
            "?",
            "\"",
            "<",
            ">",
            "|",
            "\n",
            "\r",
            "\u0000",
            "\u007F",
            "\u0085",
            "\u202E",
            "\u200B",
            "\uFEFF",
            "\u00E9",
            "e\u0301",
            "\u00C9",
            "\uFB01",
            "\u212A",
            "k",
            "\u00DF",
            "ss",
            "\u0130",
            "\uD83D\uDE00",
            "\uD83D",
            "\uDE00",
            "\u4E2D".repeat(60),
            "a".repeat(199),
            "a".repeat(200),
            "a".repeat(201),
            "b".repeat(200) + "c",
            "b".repeat(200) + "d",
            "\u00E9".repeat(100),
            "\u00E9".repeat(101),
            "%".repeat(70),
            "a".repeat(168) + "~" + "0".repeat(32),
            ".~backflow",
            "run.json");

    @ParameterizedTest
    @CsvSource(delimiter = '=', textBlock = """
                    a/b.pdf               = a/b.pdf.json
                    R\u00E9sum\u00E9 (final) #2.pdf = R\u00E9sum\u00E9 (final) #2.pdf.json
                    ..                    = %2E%2E.json
                    ../../etc/passwd      = %2E%2E/%2E%2E/etc/passwd.json
                    a/./b                 = a/%2E/b.json
                    /etc/passwd           = %/etc/passwd.json
                    a//b/                 = a/%/b/%.json
                    C:\\boot.ini          = C%3A%5Cboot.ini.json
                    100%                  = 100%25.json
                    ~                     = %7E.json
                    x.json/y              = x%2Ejson/y.json
                    x.json                = x.json.json
                    a./b..                = a%2E/b%2E%2E.json
                    CON                   = %43ON.json
                    lpt1.txt/nul .a       = %6Cpt1.txt/%6Eul .a.json
                    console/null          = console/null.json
                    """)
    void namesAResultAfterItsDocument(String document, String name) {
        assertThat(EXACT.of(document)).isEqualTo(name);
        assertThat(EXACT.document(name)).isEqualTo(document);
    }

    @Test
    void encodesWhatIsNotSeen() {
        assertThat(EXACT.of("a\n\u0000\u202Eb\uFEFF\uD800")).isEqualTo("a%0A%00%E2%80%AEb%EF%BB%BF%uD800.json");
    }

    @Test
    void encodesCaseAndAllBeyondAsciiWhereTheFileSystemFoldsThem() {
        assertThat(FOLDED.of("README")).isEqualTo("%52%45%41%44%4D%45.json");
        assertThat(FOLDED.of("\u00E9")).isEqualTo("%C3%A9.json");
        assertThat(FOLDED.of("e\u0301")).isEqualTo("e%CC%81.json");
    }

    @Test
    void cutsALongPartAndPutsTheHashOfTheKeyUpToThereBehindIt() {
        var part = "p".repeat(201);
        // As the command sha256sum says it for the part, and for the part with "a/" before it.
        var alone = "p".repeat(167) + "~8cc540e37a12951ec87aeac0deec3285";
        var inFolder = "p".repeat(167) + "~8d22ae9f8d783d28a7b33a54a7cb172b";

        assertThat(EXACT.of("p".repeat(200))).isEqualTo("p".repeat(200) + ".json");
        assertThat(EXACT.of(part)).isEqualTo(alone + ".json");
        assertThat(EXACT.of(part + "/x")).isEqualTo(alone + "/x.json");
        assertThat(EXACT.of("a/" + part)).isEqualTo("a/" + inFolder + ".json");
    }

    @Test
    void neverCutsWithinACharacter() {
        assertThat(EXACT.of("\u00E9".repeat(101))).startsWith("\u00E9".repeat(83) + "~");
        assertThat(EXACT.of("%".repeat(67))).startsWith("%25".repeat(55) + "~");
    }

    @Test
    void hashesAVeryLongKeyAsAWhole() {
        var document = "folder/".repeat(300);

        assertThat(EXACT.of(document)).isEqualTo("~/" + KeyHash.of(document) + ".json");
        assertThat(EXACT.of("\n/".repeat(512)).length()).isLessThanOrEqualTo(2_100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a", "a.jso", ".json", "a/.json", "a%.json", "a%2.json", "a%zz.json", "a%uD80.json", "a%41.json",
                "a%2e.json", "..json", "../a.json", "/a.json", "a.json/b.json", "A:.json", "a~b.json", "a%FF.json",
                        "CON.json"
            })
    void mapsNothingElseBack(String name) {
        assertThat(EXACT.document(name)).isNull();
    }

    @Test
    void refusesAnEmptyKey() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EXACT.of(""))
                .withMessage("a document's key must not be empty");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void givesEveryKeyASafeNameOfItsOwnThatCanBeMappedBack(boolean folded) {
        var names = new ResultName(folded);
        var documents = new HashMap<String, String>();
        var folders = new HashSet<String>();
        var shared = new ArrayList<String>();
        var lost = new ArrayList<String>();

        for (var document : keys()) {
            var name = names.of(document);
            assertSafe(name, document, folded);
            if (documents.put(onDisk(name, folded), document) != null) {
                shared.add(name);
            }
            for (var slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
                folders.add(onDisk(name.substring(0, slash), folded));
            }
            if (!name.contains("~") && !document.equals(names.document(name))) {
                lost.add(document);
            }
        }

        assertThat(shared).as("names that two keys share").isEmpty();
        assertThat(lost).as("keys that cannot be mapped back").isEmpty();
        folders.retainAll(documents.keySet());
        assertThat(folders).as("folders that are called as a result").isEmpty();
    }

    private static String onDisk(String name, boolean folded) {
        return folded ? Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT) : name;
    }

    /** One assertion for all, as there are many names. */
    private static void assertSafe(String name, String document, boolean folded) {
        var path = RESULTS.resolve(name);
        var parts = name.split("/", -1);
        var safe = path.normalize().equals(path)
                && path.getNameCount() == RESULTS.getNameCount() + parts.length
                && !UNSAFE.matcher(name).find()
                && UTF_8.newEncoder().canEncode(name)
                && Arrays.stream(parts).allMatch(ResultNameTest::isSafePart)
                && (!folded || FOLD_PROOF.matcher(name).matches());
        assertThat(safe).as("safety of %s for %s", name, document).isTrue();
    }

    private static boolean isSafePart(String part) {
        var bytes = part.getBytes(UTF_8).length;
        return bytes >= 1
                && bytes <= 205
                && !part.endsWith(".")
                && !part.endsWith(" ")
                && !DEVICE.matcher(part).matches();
    }

    private static Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>(SCRAPS);
        for (var first : SCRAPS) {
            for (var second : SCRAPS) {
                keys.add(first + "/" + second);
                keys.add(first + second);
            }
        }
        var random = new Random(42);
        for (var i = 0; i < 5_000; i++) {
            keys.add(randomKey(random));
        }
        keys.remove("");
        return keys;
    }

    private static String randomKey(Random random) {
        List<String> parts = new ArrayList<>();
        for (var i = random.nextInt(6); i >= 0; i--) {
            parts.add(random.nextInt(4) > 0 ? SCRAPS.get(random.nextInt(SCRAPS.size())) : randomText(random));
        }
        return String.join(random.nextBoolean() ? "/" : "", parts);
    }

    private static String randomText(Random random) {
        var text = new StringBuilder();
        for (var i = random.nextInt(8); i > 0; i--) {
            text.append((char) (random.nextInt(1 << 16) >> random.nextInt(12)));
        }
        return text.toString();
    }
}
