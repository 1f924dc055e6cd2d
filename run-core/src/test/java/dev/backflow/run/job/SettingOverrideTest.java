package dev.backflow.run.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingOverrideTest {
    @Test
    void splitsAtTheFirstEqualsSign() {
        assertThat(SettingOverride.of("hook.settings.query=a=b"))
                .isEqualTo(new SettingOverride("hook.settings.query", "a=b", "--set hook.settings.query=a=b"));
        assertThat(SettingOverride.limit("5")).isEqualTo(new SettingOverride("limit", "5", "--limit=5"));
    }

    @Test
    void hidesWhatMayBeAPassword() {
        assertThat(SettingOverride.of("repository.url=hunter2").option()).isEqualTo("--set repository.url=...");
        assertThat(SettingOverride.of("repo.passWord=hunter2").option()).isEqualTo("--set repo.passWord=...");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "limit", "=5", ".limit=5", "hook..jar=a", "hook.=a", "a b=c"})
    void refusesWhatHasNoKeyAndValue(String argument) {
        assertThatThrownBy(() -> SettingOverride.of(argument))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("Write --set key=value, for example --set workers.slots=4.");
    }
}
