package dev.backflow.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunOwnerTest {
    @Test
    void sparesALiveRunEvenWhenItsTimeIsOver() {
        assertThat(RunOwner.of(RunOwner.ALIVE, true)).isEqualTo(RunOwner.ALIVE);
        assertThat(RunOwner.ALIVE.isOrphan()).isFalse();
    }

    @Test
    void believesTheTimeToLiveOnlyWhereTheBooksCannotBeRead() {
        assertThat(RunOwner.of(RunOwner.UNKNOWN, true)).isEqualTo(RunOwner.EXPIRED);
        assertThat(RunOwner.of(null, false)).isEqualTo(RunOwner.UNKNOWN);
        assertThat(RunOwner.EXPIRED.isOrphan()).isTrue();
        assertThat(RunOwner.UNKNOWN.isOrphan()).isFalse();
    }

    @Test
    void sweepsWhatIsFinishedOrSilent() {
        assertThat(RunOwner.FINISHED.isOrphan()).isTrue();
        assertThat(RunOwner.SILENT.isOrphan()).isTrue();
    }
}
