package dev.backflow.run.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PagesTest {
    /** @param next the token of the page after this one */
    private record Page(List<String> names, @Nullable String next) {}

    private final List<String> asked = new ArrayList<>();

    private @Nullable Page page(@Nullable String token) {
        asked.add(String.valueOf(token));
        if (token == null) {
            return new Page(List.of("a", "b"), "second");
        }
        return token.equals("second") ? new Page(List.of(), "third") : new Page(List.of("c"), "");
    }

    private final Pages<Page> pages = Pages.byToken(this::page, Page::next);

    @Test
    void givesAllPagesAlsoEmptyOnesUntilATokenIsMissingOrEmpty() {
        assertThat(pages.stream().flatMap(page -> page.names().stream())).containsExactly("a", "b", "c");

        assertThat(asked).containsExactly("null", "second", "third");
        assertThat(Pages.byToken(token -> new Page(List.of("only"), null), Page::next))
                .hasSize(1);
    }

    @Test
    void asksForAPageOnlyWhenTheOneBeforeIsDoneWith() {
        var names = pages.stream().flatMap(page -> page.names().stream()).iterator();
        names.next();
        names.next();
        assertThat(asked).containsExactly("null");

        names.next();
        assertThat(asked).containsExactly("null", "second", "third");
    }

    @Test
    void beginsWithTheFirstPageEachTime() {
        assertThat(pages).hasSize(3);
        assertThat(pages).hasSize(3);

        assertThat(asked).containsExactly("null", "second", "third", "null", "second", "third");
    }

    @Test
    void endsWhereNothingIsThereAnyMore() {
        var walk = Pages.byToken(token -> token == null ? new Page(List.of("a"), "b") : null, Page::next)
                .iterator();
        walk.next();

        assertThat(walk.hasNext()).isFalse();
        assertThat(walk.hasNext()).isFalse();
        assertThatThrownBy(walk::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void goesOnFromTheWholePageBeforeWhileThatIsTruncated() {
        var cut = Pages.<Page>whileTruncated(
                before -> before == null ? new Page(List.of("a"), "more") : new Page(before.names(), null),
                page -> page.next() == null ? null : Boolean.TRUE);

        assertThat(cut).containsExactly(new Page(List.of("a"), "more"), new Page(List.of("a"), null));
    }

    @Test
    void asksForTheSamePageAgainAfterAFault() {
        var faults = new ArrayList<>(List.of(new IllegalStateException("away")));
        var walk = Pages.byToken(
                        token -> {
                            if (token != null && !faults.isEmpty()) {
                                throw faults.remove(0);
                            }
                            return page(token);
                        },
                        Page::next)
                .iterator();
        walk.next();

        assertThatThrownBy(walk::hasNext).hasMessage("away");
        walk.next();
        assertThat(asked).containsExactly("null", "second");
    }
}
