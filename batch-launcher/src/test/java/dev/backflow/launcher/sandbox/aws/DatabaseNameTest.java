package dev.backflow.launcher.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseNameTest {
    private static final String URL = "jdbc:postgresql://db.example.com:5432/backflow?sslmode=verify-full";

    @Test
    void isResolvedByTheSandboxWhenTheLauncherSeesAPublicAddressOfTheBase() {
        assertThat(DatabaseName.parameters(URL, true, "10.0.3.4", host -> InetAddress.getByName("203.0.113.9")))
                .isEqualTo(Map.of("DatabaseHost", "db.example.com", "DatabaseAddress", "10.0.3.4"));
    }

    /** The base gives its sandboxes the right to a zone for its own database alone. */
    @Test
    void isRefusedWhenItLeadsToAPublicAddressOfAnotherDatabase() {
        assertThatThrownBy(() ->
                        DatabaseName.parameters(URL, false, "10.0.3.4", host -> InetAddress.getByName("203.0.113.9")))
                .isInstanceOf(SandboxException.class)
                .hasMessageContaining("db.example.com leads to a public address (203.0.113.9)")
                .hasMessageContaining("private address (10.0.3.4), in repository.url");
    }

    /** In the server's own network the name leads to its private address, and in a peered one to the public one. */
    @Test
    void isResolvedByTheSandboxWhenTheLauncherIsInsideOfABaseWithAccess() {
        assertThat(DatabaseName.parameters(URL, true, "10.0.3.4", host -> InetAddress.getByName("10.0.3.4")))
                .isEqualTo(Map.of("DatabaseHost", "db.example.com", "DatabaseAddress", "10.0.3.4"));
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.3.4, 10.0.3.4",
        "172.16.0.9, 172.16.0.9",
        "127.0.0.1, 127.0.0.1",
        "203.0.113.9, 203.0.113.9",
        "203.0.113.9, ''",
        "203.0.113.9, 127.0.0.1",
        "203.0.113.9, fd00::1"
    })
    void isLeftToTheNetworkElsewhere(String seen, String told) {
        assertThat(DatabaseName.parameters(URL, false, told, host -> InetAddress.getByName(seen)))
                .isEmpty();
    }

    @Test
    void isNoneWhenTheUrlHasAnAddressOrNobodyKnowsTheName() {
        assertThat(DatabaseName.parameters(
                        "jdbc:postgresql://203.0.113.9/backflow", true, "10.0.3.4", InetAddress::getByName))
                .isEmpty();
        assertThat(DatabaseName.parameters(URL, false, "10.0.3.4", host -> {
                    throw new UnknownHostException(host);
                }))
                .isEmpty();
    }
}
