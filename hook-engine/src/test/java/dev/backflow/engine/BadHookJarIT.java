package dev.backflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadHookJarIT {
    private final Path folder;

    BadHookJarIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void refusesAJarThatDoesNotExist() {
        Path jar = folder.resolve("none.jar");

        assertThat(refusalOf(jar))
                .isEqualTo("the hook jar does not exist (%s). Build it, or correct hook.jar in the job file."
                        .formatted(jar));
    }

    @Test
    void refusesAFolder() {
        assertThat(refusalOf(folder)).startsWith("the hook jar is not a file (");
    }

    @Test
    void refusesAnEmptyFile() throws Exception {
        assertThat(refusalOf(Files.createFile(folder.resolve("empty.jar")))).startsWith("the hook jar is empty (");
    }

    @Test
    void refusesAText() throws Exception {
        Path text = Files.writeString(folder.resolve("text.jar"), "This is no jar.\n".repeat(100));

        assertThat(refusalOf(text)).startsWith("the hook jar is not a jar, or is damaged: ");
    }

    @Test
    void refusesAJarThatWasCutShort() throws Exception {
        byte[] whole = Files.readAllBytes(TestJar.good(folder));

        for (int length = 1; length < whole.length; length += 97) {
            Path cut = Files.write(folder.resolve("cut-%d.jar".formatted(length)), Arrays.copyOf(whole, length));
            assertThat(refusalOf(cut)).startsWith("the hook jar is not a jar, or is damaged: ");
        }
    }

    @Test
    void refusesOrServesAJarWithAFlippedByteButNeverThrowsAnythingElse() throws Exception {
        byte[] whole = Files.readAllBytes(TestJar.good(folder));
        Random random = new Random(42);
        int refused = 0;

        for (int round = 0; round < 300; round++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            Path jar = Files.write(folder.resolve("damaged-%d.jar".formatted(round)), damaged);
            try (HookJar opened = HookJar.open(jar, null, Map.of())) {
                assertThat(opened.hook().steps()).hasSize(2);
            } catch (HookJarException e) {
                assertThat(e).hasMessageNotContaining("\n");
                refused++;
            }
        }

        assertThat(refused).as("damaged jars refused").isGreaterThan(100);
    }

    @Test
    void refusesAJarThatNamesNoHook() throws Exception {
        assertThat(refusalOf(TestJar.in(folder).entry("readme.txt", "nothing").write()))
                .startsWith("the jar names no hook (")
                .endsWith(
                        "Set hook.class in the job file, or add META-INF/services/dev.backflow.hook.Hook to the jar.");
    }

    @Test
    void explainsThatABootJarIsNoHookJar() throws Exception {
        Path jar = TestJar.in(folder).entry("BOOT-INF/classes/", "").write();

        assertThat(refusalOf(jar))
                .endsWith("This is a Spring Boot executable jar, whose classes no hook can use:"
                        + " pack a plain uber jar.");
    }

    @Test
    void namesTheHooksWhenThereAreTwo() throws Exception {
        Path jar = TestJar.in(folder).service("acme.Invoices", "acme.Receipts").write();

        assertThat(refusalOf(jar))
                .startsWith("the jar names 2 hooks: acme.Invoices, acme.Receipts (")
                .endsWith("Set hook.class in the job file to one of them.");
    }

    @Test
    void refusesAServiceFileWithoutEnd() throws Exception {
        Path jar = TestJar.in(folder).entry(TestJar.SERVICE, "#".repeat(70_000)).write();

        assertThat(refusalOf(jar)).contains("META-INF/services/dev.backflow.hook.Hook is larger than 65536 bytes");
    }

    @Test
    void refusesAClassThatIsNotThere() throws Exception {
        assertThat(refusalOf(TestJar.good(folder), "acme.Invoice"))
                .startsWith("the jar has no class acme.Invoice (")
                .endsWith("Correct hook.class in the job file, or the jar. The jar names acme.Invoices.");
    }

    @Test
    void refusesNamesThatAreNoClassNames() throws Exception {
        Path jar = TestJar.good(folder);

        for (String name : new String[] {"", " ", "acme/Invoices", "../acme.Invoices", "[I", "java.acme.X", "a\nb"}) {
            assertThat(refusalOf(jar, name)).isNotBlank();
        }
    }

    @Test
    void refusesAClassThatIsNoHook() throws Exception {
        Path jar = hook("public class Bad { }");

        assertThat(refusalOf(jar))
                .startsWith("acme.Bad does not implement dev.backflow.hook.Hook (")
                .endsWith("Let it implement Hook, or name the class that does in hook.class.");
        assertThat(refusalOf(jar, "java.lang.String")).startsWith("java.lang.String does not implement");
    }

    @Test
    void refusesAnAbstractClassOrAnInterface() throws Exception {
        assertThat(refusalOf(hook("public abstract class Bad implements Hook<String> { }")))
                .startsWith("acme.Bad is abstract (");
        assertThat(refusalOf(hook("public interface Bad extends Hook<String> { }")))
                .startsWith("acme.Bad is abstract (");
    }

    @Test
    void refusesAClassThatIsNotPublic() throws Exception {
        assertThat(refusalOf(hook("class Bad implements Hook<String> { %s }".formatted(STEPS))))
                .startsWith("acme.Bad is not public (");
    }

    @Test
    void refusesAConstructorThatCannotBeCalled() throws Exception {
        String expected = "acme.Bad has no public constructor without arguments (";

        assertThat(refusalOf(hook("public class Bad implements Hook<String> { private Bad() {} %s }".formatted(STEPS))))
                .startsWith(expected);
        assertThat(refusalOf(
                        hook("public class Bad implements Hook<String> { public Bad(int i) {} %s }".formatted(STEPS))))
                .startsWith(expected);
        assertThat(refusalOf(hook("public enum Bad implements Hook<String> { A; %s }".formatted(STEPS))))
                .startsWith(expected);
    }

    @Test
    void refusesAHookWhoseConstructorThrows() throws Exception {
        Path jar = hook("""
                public class Bad implements Hook<String> {
                    public Bad() { throw new IllegalStateException("no\\nconnection"); }
                    %s
                }
                """.formatted(STEPS));

        assertThat(refusalOf(jar))
                .startsWith("the constructor or a static initializer of acme.Bad threw"
                        + " java.lang.IllegalStateException: no connection (")
                .endsWith("Correct the hook; what needs settings or time belongs into start().");
    }

    @Test
    void refusesAHookWhoseStaticInitializerThrows() throws Exception {
        String source = "public class Bad implements Hook<String> { static int number() { %s } %s"
                + " static final int NUMBER = number(); }";

        assertThat(refusalOf(hook(source.formatted("return 1 / Integer.parseInt(\"0\");", STEPS))))
                .startsWith("a static initializer needed by acme.Bad threw java.lang.ArithmeticException: / by zero (");
        assertThat(refusalOf(hook(source.formatted("throw new AssertionError(\"no\");", STEPS))))
                .startsWith("the constructor or a static initializer of acme.Bad threw java.lang.AssertionError: no (");
    }

    @Test
    void refusesAClassForANewerJava() throws Exception {
        Path classes = TestJar.in(folder).source("acme.Invoices", TestJar.GOOD).compile();
        byte[] newer = TestJar.classFile(classes, "acme.Invoices");
        newer[7] = 120;
        Path jar = TestJar.in(folder)
                .entry("acme/Invoices.class", newer)
                .service("acme.Invoices")
                .write();

        int feature = Runtime.version().feature();
        assertThat(refusalOf(jar))
                .startsWith(
                        "acme.Invoices was compiled for a newer Java than this one, which is %d (".formatted(feature))
                .endsWith("Compile it with --release %d, or run Backflow on a newer Java.".formatted(feature));
    }

    @Test
    void refusesAClassFileThatIsNone() throws Exception {
        Path jar = TestJar.in(folder)
                .entry("acme/Bad.class", "no class")
                .service("acme.Bad")
                .write();

        assertThat(refusalOf(jar)).startsWith("acme.Bad cannot be loaded: java.lang.ClassFormatError");
    }

    @Test
    void refusesAClassUnderAnotherName() throws Exception {
        Path classes = TestJar.in(folder).source("acme.Invoices", TestJar.GOOD).compile();
        Path jar = TestJar.in(folder)
                .entry("acme/Bad.class", TestJar.classFile(classes, "acme.Invoices"))
                .service("acme.Bad")
                .write();

        assertThat(refusalOf(jar)).startsWith("acme.Bad ");
    }

    @Test
    void namesALibraryThatIsNotInTheJar() throws Exception {
        Path classes = TestJar.in(folder)
                .source("org.lib.Parser", "package org.lib; public class Parser { }")
                .source(
                        "acme.Bad",
                        hookSource("public class Bad implements Hook<String> { %s public org.lib.Parser p ="
                                        + " new org.lib.Parser(); }")
                                .formatted(STEPS))
                .compile();
        Path jar = TestJar.in(folder)
                .entry("acme/Bad.class", TestJar.classFile(classes, "acme.Bad"))
                .service("acme.Bad")
                .write();

        assertThat(refusalOf(jar))
                .startsWith("acme.Bad needs the class org.lib.Parser, which is not in the jar (")
                .endsWith("it sees the JDK, the hook API and its own jar only.");
    }

    @Test
    void refusesAHookThatFailsToStart() throws Exception {
        Path jar = hook("""
                public class Bad implements Hook<String> {
                    public void start(java.util.Map<String, Object> settings) throws Exception {
                        throw new java.io.IOException("no language");
                    }
                    %s
                }
                """.formatted(STEPS));

        assertThat(refusalOf(jar))
                .startsWith("acme.Bad.start() threw java.io.IOException: no language at acme.Bad.start(Bad.java:5) (")
                .endsWith("Correct hook.settings in the job file, or the hook.");
    }

    @Test
    void refusesAHookWhoseStepsCannotBeTold() throws Exception {
        String source = "public class Bad implements Hook<String> { public Steps<String> steps() { %s } }";

        assertThat(refusalOf(hook(source.formatted("return null;"))))
                .startsWith("acme.Bad.steps() returned null (")
                .endsWith("Return at least one step: Steps.first(...).");
        assertThat(refusalOf(hook(source.formatted("throw new IllegalStateException(\"later\");"))))
                .startsWith("acme.Bad.steps() threw java.lang.IllegalStateException: later at acme.Bad.steps(");
        assertThat(refusalOf(hook(
                        source.formatted("return Steps.first(\"a\", in -> in.name()).then(\"a\", name -> name);"))))
                .contains("two steps are named 'a': names must differ");
        assertThat(refusalOf(hook(source.formatted("return steps();")))).contains("java.lang.StackOverflowError");
    }

    @Test
    void refusesAHookBuiltAgainstAnotherApi() throws Exception {
        assertThat(refusalOf(builtAgainst(
                        "public interface Hook<T> { }",
                        "public final class Steps<T> { }",
                        "public class Bad implements Hook<String> { }")))
                .startsWith(
                        "acme.Bad was built against another version of the hook API: java.lang.AbstractMethodError");
        assertThat(refusalOf(builtAgainst(
                        "public interface Hook<T> { Steps<T> steps(); }",
                        "public final class Steps<T> { public static <R> Steps<R> only(String name) { return null; } }",
                        "public class Bad implements Hook<String> { public Steps<String> steps() { return"
                                + " Steps.only(\"a\"); } }")))
                .startsWith("acme.Bad was built against another version of the hook API: java.lang.NoSuchMethodError")
                .endsWith("Rebuild it against the hook-api of this Backflow.");
        assertThat(refusalOf(builtAgainst(
                        "public interface Hook<T> { Steps<T> steps(); interface Batch { } }",
                        "public final class Steps<T> { }",
                        "public class Bad implements Hook<String>, Hook.Batch { public Steps<String> steps() { return"
                                + " null; } }")))
                .startsWith("acme.Bad was built against another version of the hook API:"
                        + " java.lang.NoClassDefFoundError: dev/backflow/hook/Hook$Batch");
    }

    @Test
    void keepsTheInterruptThatEndedTheStart() throws Exception {
        Path jar = hook("""
                public class Bad implements Hook<String> {
                    public void start(java.util.Map<String, Object> settings) throws Exception {
                        throw new InterruptedException();
                    }
                    %s
                }
                """.formatted(STEPS));

        assertThat(refusalOf(jar)).contains("java.lang.InterruptedException");
        assertThat(Thread.interrupted()).isTrue();
    }

    private static final String STEPS =
            "public Steps<String> steps() { return Steps.first(\"name\", in -> in.name()); }";

    private Path builtAgainst(String hook, String steps, String bad) throws Exception {
        Path otherApi = TestJar.in(folder)
                .source("dev.backflow.hook.Hook", "package dev.backflow.hook; " + hook)
                .source("dev.backflow.hook.Steps", "package dev.backflow.hook; " + steps)
                .compile();
        return TestJar.in(folder)
                .against(otherApi)
                .source("acme.Bad", hookSource(bad))
                .service("acme.Bad")
                .write();
    }

    private Path hook(String declaration) throws Exception {
        return TestJar.in(folder)
                .source("acme.Bad", hookSource(declaration))
                .service("acme.Bad")
                .write();
    }

    private static String hookSource(String declaration) {
        return "package acme;\nimport dev.backflow.hook.*;\n" + declaration;
    }

    private String refusalOf(Path jar) {
        return refusalOf(jar, null);
    }

    private static String refusalOf(Path jar, @Nullable String className) {
        ClassLoader before = Thread.currentThread().getContextClassLoader();

        HookJarException refusal = catchThrowableOfType(
                HookJarException.class,
                () -> HookJar.open(jar, className, Map.of()).close());

        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
        assertThat(refusal.where()).isEqualTo(jar.toString());
        assertThat(refusal).hasMessageNotContaining("\n");
        return String.valueOf(refusal.getMessage());
    }
}
