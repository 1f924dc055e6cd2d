package dev.backflow.examples.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @Test
    void hasADefaultForEachSetting() {
        assertThat(Settings.from(Map.of())).isEqualTo(new Settings(Locale.ENGLISH, 100_000, 100_000_000));
    }

    @Test
    void takesEverySetting() {
        Map<String, Object> values = Map.of("language", "de-AT", "max-characters", 10L, "max-bytes", 2000L);

        assertThat(Settings.from(values)).isEqualTo(new Settings(Locale.forLanguageTag("de-AT"), 10, 2000));
    }

    @Test
    void refusesAnUnknownSetting() {
        assertThatThrownBy(() -> Settings.from(Map.of("lang", "en")))
                .hasMessage("Unknown setting 'lang'. Known are [language, max-bytes, max-characters].");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "english", "EN", "en_GB"})
    void refusesWhatIsNoLanguage(String language) {
        assertThatThrownBy(() -> Settings.from(Map.of("language", language)))
                .hasMessage("The setting language is %s. Use a language tag such as en or de-AT.", language);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 1.5, 1_000_001, Double.NaN})
    void refusesWhatIsNoNumberOfCharacters(double number) {
        assertThatThrownBy(() -> Settings.from(Map.of("max-characters", number)))
                .hasMessage("The setting max-characters is %s. Use a whole number from 0 to 1000000.", number);
    }
}
