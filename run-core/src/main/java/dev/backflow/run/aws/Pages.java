package dev.backflow.run.aws;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * An answer of AWS that comes in pages. Each is asked for when the one before it is done with, by whoever knows how
 * patiently and with which rights: the SDK's own paginators call their client past all of that. Every walk through the
 * pages begins with the first one again.
 *
 * @param <P> the SDK's type of a page
 */
public final class Pages<P> implements Iterable<P> {
    /**
     * Asks for one page.
     *
     * @param <M> what the page before has left to go on from
     */
    @FunctionalInterface
    public interface Ask<M, P> {
        /**
         * @param mark null for the first page
         * @return null if nothing is there to be listed any more
         */
        @Nullable
        P from(@Nullable M mark);
    }

    private final Ask<P, P> following;

    private Pages(Ask<P, P> following) {
        this.following = following;
    }

    /** Pages that name the next one by a token, which is null or empty on the last. */
    public static <P> Pages<P> byToken(Ask<String, P> ask, Function<P, @Nullable String> token) {
        return new Pages<>(before -> {
            if (before == null) {
                return ask.from(null);
            }
            String next = token.apply(before);
            return next == null || next.isEmpty() ? null : ask.from(next);
        });
    }

    /** Pages that say whether they are cut off; each is asked for with the whole one before it, for its markers. */
    public static <P> Pages<P> whileTruncated(Ask<P, P> ask, Function<P, @Nullable Boolean> isTruncated) {
        return new Pages<>(
                before -> before == null || Boolean.TRUE.equals(isTruncated.apply(before)) ? ask.from(before) : null);
    }

    /** For use by one thread. */
    @Override
    public Iterator<P> iterator() {
        return new Walk<>(following);
    }

    /** The pages in order, each asked for when the stream comes to it. */
    public Stream<P> stream() {
        return StreamSupport.stream(spliterator(), false);
    }

    private static final class Walk<P> implements Iterator<P> {
        private final Ask<P, P> following;
        private @Nullable P before;
        private @Nullable P next;
        private boolean asked;

        Walk(Ask<P, P> following) {
            this.following = following;
        }

        @Override
        public boolean hasNext() {
            if (!asked) {
                next = following.from(before);
                asked = true;
            }
            return next != null;
        }

        @Override
        public P next() {
            P page = hasNext() ? next : null;
            if (page == null) {
                throw new NoSuchElementException();
            }
            before = page;
            asked = false;
            return page;
        }
    }
}
