package dev.backflow.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void makesColumnsAsWideAsTheirWidestCell() {
        var table = new Table("JOB", "RUN");
        table.add("invoices", "1");
        table.add("a", "");

        assertThat(table.lines()).containsExactly("JOB       RUN", "invoices  1", "a");
    }

    @Test
    void refusesARowOfAnotherLength() {
        assertThatThrownBy(() -> new Table("JOB").add("a", "b")).isInstanceOf(IllegalArgumentException.class);
    }
}
