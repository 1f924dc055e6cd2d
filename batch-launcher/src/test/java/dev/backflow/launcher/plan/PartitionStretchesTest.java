package dev.backflow.launcher.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backflow.run.ledger.PartitionState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PartitionStretchesTest {
    private static final PartitionStretches NAMELESS = new PartitionStretches(Map.of(), Map.of());

    @Test
    void tellsTenThousandPartitionsInThreeLines() {
        var states = new ArrayList<PartitionState>();
        for (int partition = 0; partition < 10_000; partition++) {
            states.add(
                    partition < 6_000
                            ? done(partition)
                            : partition == 6_000 ? begun(partition, "w1", 0) : open(partition));
        }

        var stretches = NAMELESS.of(states);

        assertThat(stretches)
                .containsExactly(
                        new PartitionStretch(
                                PartitionStretch.Kind.DONE, 0, 5_999, 0, 60_000, 60_000, 0, 0, 0, 0, "done"),
                        new PartitionStretch(
                                PartitionStretch.Kind.BEGUN,
                                6_000,
                                6_000,
                                60_000,
                                60_010,
                                2,
                                5,
                                3,
                                5,
                                0,
                                "5 documents from number 60002 on were begun by worker w1 and not settled: served again"),
                        new PartitionStretch(
                                PartitionStretch.Kind.UNTOUCHED,
                                6_001,
                                9_999,
                                60_010,
                                100_000,
                                0,
                                0,
                                39_990,
                                0,
                                0,
                                "never started"));
    }

    @Test
    void accountsForEveryDocumentOnce() {
        var states = List.of(done(0), begun(1, "w1", 0), begun(2, null, 2), partly(3), open(4), notServed(5));

        var stretches = NAMELESS.of(states);

        assertThat(stretches)
                .extracting(PartitionStretch::kind)
                .containsExactly(
                        PartitionStretch.Kind.DONE,
                        PartitionStretch.Kind.BEGUN,
                        PartitionStretch.Kind.BEGUN,
                        PartitionStretch.Kind.PARTLY_DONE,
                        PartitionStretch.Kind.UNTOUCHED,
                        PartitionStretch.Kind.NOT_SERVED);
        assertThat(stretches)
                .allSatisfy(stretch -> assertThat(stretch.done() + stretch.again() + stretch.open())
                        .isEqualTo(stretch.endOrdinal() - stretch.firstOrdinal()));
    }

    @Test
    void namesTheFirstDocumentThatIsServedAgain() {
        var stretches = new PartitionStretches(Map.of(), Map.of(3, "a/b.pdf")).of(List.of(begun(3, "w1-2", 0)));

        assertThat(stretches.get(0).why())
                .isEqualTo("5 documents from a/b.pdf on were begun by worker w1-2 and not settled: served again");
    }

    @Test
    void tellsWhatDeathsMean() {
        assertThat(why(begun(0, null, 1)))
                .isEqualTo("5 documents from number 2 on were begun by a worker that died and not settled:"
                        + " served again");
        assertThat(why(begun(0, "w2", 1))).endsWith("served again; a worker had died of them before");
        assertThat(why(begun(0, null, 2))).endsWith("served again, one at a time, as 2 workers died of them");
        assertThat(why(begun(0, null, 3)))
                .endsWith(
                        "one at a time, as 3 workers died of them; the first one gets no further try and is exhausted");
    }

    /** After a stop in good order, what was set aside next has an end, but nobody has begun it. */
    @Test
    void countsNothingAsBegunThatWasOnlySetAside() {
        var released = new PartitionState(0, false, true, 0, 10, 0, 4, 7, false, null, 3, 0);

        assertThat(NAMELESS.of(List.of(released)))
                .containsExactly(new PartitionStretch(
                        PartitionStretch.Kind.PARTLY_DONE,
                        0,
                        0,
                        0,
                        10,
                        4,
                        0,
                        6,
                        3,
                        0,
                        "goes on after what is done; nobody had begun the rest"));
    }

    @Test
    void addsUpWhatIsNotPublishedAndWhatIsSetAside() {
        var unpublished = new PartitionStretches(Map.of(0, 4L, 1, 6L), Map.of());

        var stretches = unpublished.of(List.of(done(0), done(1), done(2)));

        assertThat(stretches).singleElement().satisfies(stretch -> {
            assertThat(stretch.unpublished()).isEqualTo(10);
            assertThat(stretch.done()).isEqualTo(30);
        });
    }

    private static String why(PartitionState state) {
        return NAMELESS.of(List.of(state)).get(0).why();
    }

    private static PartitionState done(int partition) {
        long first = partition * 10L;
        return new PartitionState(
                partition, true, false, first, first + 10, 0, first + 10, first + 10, false, null, 0, 0);
    }

    private static PartitionState open(int partition) {
        long first = partition * 10L;
        return new PartitionState(partition, false, true, first, first + 10, 0, first, first, false, null, 0, 0);
    }

    private static PartitionState notServed(int partition) {
        long first = partition * 10L;
        return new PartitionState(partition, false, false, first, first + 10, 0, first, first, false, null, 0, 0);
    }

    private static PartitionState partly(int partition) {
        long first = partition * 10L;
        return new PartitionState(
                partition, false, true, first, first + 10, 0, first + 4, first + 4, false, null, 0, 0);
    }

    /** Two documents are settled, and five more were begun. */
    private static PartitionState begun(int partition, @Nullable String owner, int deaths) {
        long first = partition * 10L;
        return new PartitionState(
                partition, false, true, first, first + 10, 0, first + 2, first + 7, owner != null, owner, 5, deaths);
    }
}
