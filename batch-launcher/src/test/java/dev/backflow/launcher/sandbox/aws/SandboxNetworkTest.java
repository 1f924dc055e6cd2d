package dev.backflow.launcher.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxNetworkTest {
    @ParameterizedTest
    @CsvSource({
        "0, '', 10.64.0.0/24",
        "257, '', 10.65.1.0/24",
        "16383, '', 10.127.255.0/24",
        "16384, '', 10.64.0.0/24",
        "0, 10.64.0.0/24, 10.64.1.0/24",
        "5, 10.64.0.0/16, 10.65.0.0/24",
        "16383, 10.127.255.128/25, 10.64.0.0/24",
        "7, 10.64.7.77/32, 10.64.8.0/24",
        "7, 192.168.0.0/16, 10.64.7.0/24",
        "7, nothing, 10.64.7.0/24"
    })
    void isTheFirstFreeOneFromTheWishOn(int wish, String used, String chosen) {
        assertThat(SandboxNetwork.choose(wish, List.of(used))).isEqualTo(chosen);
    }

    @Test
    void isNeverThatOfAnotherSandbox() {
        var used = new ArrayList<>(List.of("10.64.0.0/24"));
        for (int i = 0; i < 300; i++) {
            // All wish for the same.
            used.add(SandboxNetwork.choose(42, used));
        }

        assertThat(new HashSet<>(used)).hasSize(301);
    }

    @Test
    void saysWhenNoneIsFree() {
        assertThatThrownBy(() -> SandboxNetwork.choose(1, List.of("10.64.0.0/10")))
                .isInstanceOf(SandboxException.class)
                .hasMessageContaining("Remove some (sandbox list)");
    }

    @Test
    void isLookedForAmongTheSandboxesThatAreThere() {
        var there = new SandboxesToFind();
        Cloud cloud = there.open(there.surroundings(() -> {}, () -> {}));
        String wished = cloud.network("invoices", 1);

        there.sandboxIn(wished, "other", 1);

        assertThat(cloud.network("invoices", 1)).isNotEqualTo(wished);
        assertThat(cloud.network("other", 1)).as("its own").isNotEmpty();
    }
}
