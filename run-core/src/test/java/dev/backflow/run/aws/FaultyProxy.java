package dev.backflow.run.aws;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A proxy on the loopback address before a server that speaks S3, which does to some answers what networks and S3 do
 * to them. It hands on requests as they are, Host header and all, one per connection. What it does is drawn from a seed,
 * in the order in which requests come.
 */
final class FaultyProxy implements Closeable {
    /** What can become of a request. */
    enum Fault {
        /** Refused before it had any effect. */
        SLOW_DOWN,
        /** Done, and answered as if it had failed. */
        INTERNAL_ERROR,
        /** The connection is reset in the middle of the answer, or instead of it. */
        RESET,
        /** The answer ends in the middle, in good order. */
        TRUNCATED,
        /** A bit of a content is another; elsewhere, the conflict of two writers. */
        SPOILED
    }

    private static final String END_OF_HEAD = "\r\n\r\n";

    private final ServerSocket listening;
    private final URI server;
    private final double probability;
    private final Random random;
    private final Fault[] kinds;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger faults = new AtomicInteger();

    /** @param kinds the faults to draw from; all where none is given */
    FaultyProxy(URI server, double probability, long seed, Fault... kinds) throws IOException {
        this.kinds = kinds.length == 0 ? Fault.values() : kinds.clone();
        this.server = server;
        this.probability = probability;
        this.random = new Random(seed);
        this.listening = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    /** How many requests were not let through as they were. */
    int faults() {
        return faults.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                open.add(client);
                threads.execute(() -> serve(client));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            String head = head(client.getInputStream());
            if (head.toLowerCase(Locale.ROOT).contains("\r\nexpect:")) {
                client.getOutputStream().write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1));
                head = head.replaceAll("(?i)\r\nexpect:[^\r]*", "");
            }
            byte[] body = client.getInputStream().readNBytes(length(head));
            answer(client, head, body);
        } catch (IOException e) {
            // The client went away, which is its own affair.
        } finally {
            open.remove(client);
        }
    }

    private void answer(Socket client, String head, byte[] body) throws IOException {
        Fault fault = draw();
        if (fault != null) {
            faults.incrementAndGet();
        }
        boolean conditional = head.toLowerCase(Locale.ROOT).contains("\r\nif-") && head.startsWith("PUT ");
        if (fault == Fault.SLOW_DOWN) {
            error(client.getOutputStream(), "503 Slow Down", "SlowDown");
            return;
        }
        if (fault == Fault.SPOILED && conditional) {
            error(client.getOutputStream(), "409 Conflict", "ConditionalRequestConflict");
            return;
        }
        byte[] answer = forwarded(head, body);
        int content = new String(answer, ISO_8859_1).indexOf(END_OF_HEAD) + END_OF_HEAD.length();
        int half = content + (answer.length - content) / 2;
        if (fault == Fault.INTERNAL_ERROR) {
            error(client.getOutputStream(), "500 Internal Server Error", "InternalError");
        } else if (fault == Fault.RESET) {
            client.getOutputStream().write(answer, 0, half > content ? half : 0);
            client.setSoLinger(true, 0);
        } else if (fault == Fault.TRUNCATED && half > content) {
            client.getOutputStream().write(answer, 0, half);
        } else {
            if (fault == Fault.SPOILED && isChecked(answer, content)) {
                answer[half] ^= 0x10;
            }
            client.getOutputStream().write(answer);
        }
    }

    /** Nothing but a checksum of the content could tell it from another. */
    private static boolean isChecked(byte[] answer, int content) {
        return answer.length > content
                && new String(answer, 0, content, ISO_8859_1)
                        .toLowerCase(Locale.ROOT)
                        .contains("\r\nx-amz-checksum-crc32:");
    }

    private synchronized @Nullable Fault draw() {
        return random.nextDouble() < probability ? kinds[random.nextInt(kinds.length)] : null;
    }

    private byte[] forwarded(String head, byte[] body) throws IOException {
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            open.add(socket);
            try {
                String closing = head.replaceAll("(?i)\r\nconnection:[^\r]*", "")
                        .replace(END_OF_HEAD, "\r\nConnection: close" + END_OF_HEAD);
                socket.getOutputStream().write(closing.getBytes(ISO_8859_1));
                socket.getOutputStream().write(body);
                socket.getOutputStream().flush();
                return socket.getInputStream().readAllBytes();
            } finally {
                open.remove(socket);
            }
        }
    }

    private static void error(OutputStream out, String status, String code) throws IOException {
        String body = "<?xml version=\"1.0\"?><Error><Code>%s</Code><Message>made up</Message></Error>".formatted(code);
        out.write("HTTP/1.1 %s\r\nContent-Type: application/xml\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
                .formatted(status, body.length(), body)
                .getBytes(ISO_8859_1));
    }

    private static String head(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        while (true) {
            int value = in.read();
            if (value < 0) {
                throw new IOException("no whole request");
            }
            bytes.write(value);
            if (value == '\n' && bytes.toString(ISO_8859_1).endsWith(END_OF_HEAD)) {
                return bytes.toString(ISO_8859_1);
            }
        }
    }

    private static int length(String head) {
        for (String line : head.lines().toList()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                return Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
            }
        }
        return 0;
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : open) {
            socket.close();
        }
        threads.shutdownNow();
        try {
            threads.awaitTermination(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
