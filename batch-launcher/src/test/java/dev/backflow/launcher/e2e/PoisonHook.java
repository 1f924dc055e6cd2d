package dev.backflow.launcher.e2e;

/**
 * The source of a hook that does what the last word of a document's name says, such as {@code doc-007-exit0.txt}: it
 * ends, blocks or fills its process, throws what nobody can read, or meddles with what the whole JVM shares. Documents
 * with another last word are innocent.
 */
final class PoisonHook {
    static final String CLASS = "acme.Poison";

    /** Its one step has a limit within which a busy machine can serve an innocent document. */
    static final String SOURCE = """
            package acme;

            import dev.backflow.hook.*;
            import java.io.*;
            import java.net.ServerSocket;
            import java.time.Duration;
            import java.util.*;
            import java.util.concurrent.CountDownLatch;

            public final class Poison implements Hook<String> {
                private static final List<byte[]> HOARD = new ArrayList<>();

                /** As it was before some document set another. */
                private static final PrintStream OUT = System.out;

                private volatile boolean leaked;

                @Override
                public Steps<String> steps() {
                    return Steps.first("work", Duration.ofSeconds(2), this::work);
                }

                @Override
                public Response completed(String text, Document document) {
                    return Response.of("READ", Map.of("characters", text.length()));
                }

                private String work(Document document) throws Exception {
                    String name = document.name();
                    switch (name.substring(name.lastIndexOf('-') + 1, name.lastIndexOf('.'))) {
                        case "exit0" -> System.exit(0);
                        case "exit143" -> System.exit(143);
                        case "halt0" -> Runtime.getRuntime().halt(0);
                        case "halt69" -> Runtime.getRuntime().halt(69);
                        case "memory" -> hoard();
                        case "spin" -> {
                            while (!name.isEmpty()) {
                                Thread.onSpinWait();
                            }
                        }
                        case "hang" -> hang();
                        case "deadlock" -> deadlock();
                        case "native" -> new ServerSocket(0).accept();
                        case "sleep" -> Thread.sleep(600_000);
                        case "overflow" -> overflow();
                        case "linkage" -> throw new NoSuchMethodError("acme.Library.parse");
                        case "mute" -> throw new Mute();
                        case "null" -> {
                            return null;
                        }
                        case "threads" -> leakThreads();
                        case "flood" -> flood();
                        case "globals" -> changeGlobals();
                        case "interrupt" -> Thread.currentThread().interrupt();
                        case "interrupts" -> interruptOthers();
                        case "input" -> System.in.close();
                        case "late" -> Runtime.getRuntime().addShutdownHook(new Thread(Poison::hang));
                        default -> {}
                    }
                    try (InputStream in = document.open()) {
                        return new String(in.readAllBytes(), "UTF-8");
                    }
                }

                /** Never comes back once threads were leaked. */
                @Override
                public void stop() {
                    if (leaked) {
                        hang();
                    }
                }

                private static void hoard() {
                    while (true) {
                        HOARD.add(new byte[1 << 20]);
                    }
                }

                private static int overflow() {
                    return 1 + overflow();
                }

                private static void hang() {
                    while (true) {
                        try {
                            Thread.sleep(600_000);
                        } catch (InterruptedException e) {
                            continue;
                        }
                    }
                }

                private static void deadlock() {
                    Object mine = new Object();
                    Object theirs = new Object();
                    CountDownLatch both = new CountDownLatch(2);
                    Thread other = new Thread(() -> takeBoth(theirs, mine, both));
                    other.setDaemon(true);
                    other.start();
                    takeBoth(mine, theirs, both);
                }

                private static void takeBoth(Object first, Object second, CountDownLatch both) {
                    synchronized (first) {
                        both.countDown();
                        try {
                            both.await();
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                        synchronized (second) {
                            throw new IllegalStateException("no deadlock");
                        }
                    }
                }

                private void leakThreads() {
                    leaked = true;
                    for (int i = 0; i < 20; i++) {
                        Thread thread = new Thread(Poison::hang, "leaked-" + i);
                        thread.setDaemon(false);
                        thread.start();
                    }
                }

                private static void flood() {
                    String line = "x".repeat(1 << 20);
                    for (int i = 0; i < 48; i++) {
                        OUT.println(line);
                    }
                }

                private static void changeGlobals() {
                    Locale.setDefault(Locale.forLanguageTag("tlh"));
                    TimeZone.setDefault(TimeZone.getTimeZone("GMT+11:11"));
                    Thread.currentThread().setContextClassLoader(null);
                    Thread.currentThread().setName("mine");
                    System.setProperty("line.separator", "");
                    System.setProperty("java.io.tmpdir", "/nowhere");
                    System.setOut(new PrintStream(OutputStream.nullOutputStream()));
                    System.setErr(null);
                    System.setIn(InputStream.nullInputStream());
                    java.util.logging.LogManager.getLogManager().reset();
                    Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> hang());
                }

                /** All but slots, as an innocent document beside this one could be in one of them. */
                private static void interruptOthers() {
                    Thread.getAllStackTraces().keySet().stream()
                            .filter(thread -> !thread.getName().contains("-slot-"))
                            .forEach(Thread::interrupt);
                }

                private static final class Mute extends RuntimeException {
                    @Override
                    public String getMessage() {
                        throw new Mute();
                    }

                    @Override
                    public Throwable getCause() {
                        throw new Mute();
                    }

                    @Override
                    public String toString() {
                        throw new Mute();
                    }

                    @Override
                    public StackTraceElement[] getStackTrace() {
                        throw new Mute();
                    }
                }
            }
            """;

    private PoisonHook() {}
}
