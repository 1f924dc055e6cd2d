package dev.backflow.run.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * A network between PostgreSQL and its clients that fails as it is told. On the loopback address; safe for use from
 * several threads; closing it ends every connection through it.
 *
 * <p>A commit is known by its text, which the driver repeats each time only with {@code prepareThreshold=0}: see
 * {@link #url}.
 */
public final class TcpProxy implements AutoCloseable {
    /** What becomes of connections, old and new. */
    public enum Network {
        PASSES,
        /** Every packet takes a little longer. */
        DELAYS,
        /** Nothing arrives any more, in either direction, and nobody is told: half-open connections. */
        SWALLOWS,
        /** What clients send arrives; no answer does. */
        SWALLOWS_ANSWERS,
        /** New connections are reset. */
        REFUSES
    }

    /** What becomes of one commit. */
    public enum CommitFate {
        ANSWERED,
        /** The connection is reset before the server hears of the commit. */
        LOST,
        /** The connection is reset when the server has answered, and the client has not heard it. */
        ANSWER_LOST
    }

    private static final byte[] COMMIT = "COMMIT\0".getBytes(US_ASCII);
    private static final long DELAY_NANOS = 30_000_000;

    private final int serverPort;
    private final ServerSocket listening;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicInteger commits = new AtomicInteger();
    private volatile Network network = Network.PASSES;
    private volatile IntFunction<CommitFate> fates = commit -> CommitFate.ANSWERED;

    /** @param serverPort of a server on this machine */
    public TcpProxy(int serverPort) {
        this.serverPort = serverPort;
        try {
            this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon("proxy-accept", this::accept);
    }

    /** Where a client finds a database of the server through this network. */
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s?prepareThreshold=0".formatted(listening.getLocalPort(), database);
    }

    public void becomes(Network next) {
        network = next;
    }

    /** @param next what becomes of the first, second, ... commit from now on, counted from 1 */
    public void decideCommits(IntFunction<CommitFate> next) {
        commits.set(0);
        fates = next;
    }

    /** Resets every connection that there is. */
    public void resetAll() {
        links.forEach(Link::reset);
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        resetAll();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                var client = listening.accept();
                if (network == Network.REFUSES) {
                    client.setSoLinger(true, 0);
                    client.close();
                } else {
                    open(client);
                }
            } catch (IOException e) {
                // The proxy is closed, or the server is: either way the client hears of it.
            }
        }
    }

    private void open(Socket client) throws IOException {
        Link link;
        try {
            link = new Link(client, new Socket(InetAddress.getLoopbackAddress(), serverPort));
        } catch (IOException e) {
            client.setSoLinger(true, 0);
            client.close();
            throw e;
        }
        links.add(link);
        daemon("proxy-up", link::carryUp);
        daemon("proxy-down", link::carryDown);
    }

    private static void daemon(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static boolean contains(byte[] bytes, int length, byte[] wanted) {
        for (int at = 0; at + wanted.length <= length; at++) {
            if (java.util.Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return true;
            }
        }
        return false;
    }

    /** One connection of a client, and the one to the server that belongs to it. */
    private final class Link {
        private final Socket client;
        private final Socket server;
        private volatile boolean losesItsAnswer;

        Link(Socket client, Socket server) throws IOException {
            this.client = client;
            this.server = server;
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
        }

        void carryUp() {
            carry(client, server, Network.SWALLOWS, (bytes, length) -> {
                CommitFate fate =
                        contains(bytes, length, COMMIT) ? fates.apply(commits.incrementAndGet()) : CommitFate.ANSWERED;
                losesItsAnswer = fate == CommitFate.ANSWER_LOST;
                return fate != CommitFate.LOST;
            });
        }

        void carryDown() {
            carry(server, client, Network.SWALLOWS_ANSWERS, (bytes, length) -> !losesItsAnswer);
        }

        private void carry(Socket from, Socket to, Network swallowing, Filter filter) {
            byte[] bytes = new byte[8192];
            try {
                for (int length = from.getInputStream().read(bytes);
                        length >= 0;
                        length = from.getInputStream().read(bytes)) {
                    if (!filter.passes(bytes, length)) {
                        break;
                    }
                    Network now = network;
                    if (now == Network.DELAYS) {
                        LockSupport.parkNanos(DELAY_NANOS);
                    }
                    if (now != Network.SWALLOWS && now != swallowing) {
                        to.getOutputStream().write(bytes, 0, length);
                    }
                }
            } catch (IOException e) {
                // One side has gone, and takes the other with it.
            } finally {
                reset();
            }
        }

        void reset() {
            links.remove(this);
            for (Socket socket : new Socket[] {client, server}) {
                try {
                    socket.setSoLinger(true, 0);
                    socket.close();
                } catch (IOException e) {
                    // It is closed already.
                }
            }
        }
    }

    @FunctionalInterface
    private interface Filter {
        /** @return whether the bytes go on; if not, the connection is reset */
        boolean passes(byte[] bytes, int length);
    }
}
