package dev.backflow.launcher.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.support.SpringApplicationJsonEnvironmentPostProcessor;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class ChildEnvironmentTest {
    @Test
    void writesPropertiesAsSpringBootReadsThem() {
        var variables = new ChildEnvironment(Map.of(), Map.of("a.b", "1", "c", SampleProgram.FUNNY)).variables();

        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", Map.copyOf(variables)));
        new SpringApplicationJsonEnvironmentPostProcessor()
                .postProcessEnvironment(environment, new SpringApplication());
        assertThat(environment.getProperty("a.b")).isEqualTo("1");
        assertThat(environment.getProperty("c")).isEqualTo(SampleProgram.FUNNY);
    }

    @Test
    void writesPropertiesInAscii() {
        var variables = new ChildEnvironment(Map.of(), Map.of("name", "März")).variables();

        assertThat(variables.get("SPRING_APPLICATION_JSON")).isEqualTo("{\"name\":\"M\\u00E4rz\"}");
    }

    @Test
    void hidesThePropertiesOfThisProcess() {
        var inherited = Map.of("SPRING_APPLICATION_JSON", "{\"secret\":\"1\"}");

        var variables = new ChildEnvironment(inherited, Map.of()).variables();

        assertThat(variables).containsEntry("SPRING_APPLICATION_JSON", "{}");
    }

    @ParameterizedTest
    @CsvSource({"LC_ALL,de_DE.UTF-8", "LC_CTYPE,C.utf8", "LANG,en_US.utf-8"})
    void keepsAUnicodeLocale(String name, String value) {
        var variables = new ChildEnvironment(Map.of(name, value), Map.of()).variables();

        assertThat(variables).containsOnlyKeys("SPRING_APPLICATION_JSON");
    }

    @Test
    void choosesAUnicodeLocaleWhereNoneIsSet() {
        var variables = new ChildEnvironment(Map.of(), Map.of()).variables();

        assertThat(variables).containsEntry("LC_ALL", "C.UTF-8");
    }

    @Test
    void choosesAUnicodeLocaleWhereAnotherOneHidesIt() {
        var variables = new ChildEnvironment(Map.of("LC_ALL", "C", "LANG", "en_US.UTF-8"), Map.of()).variables();

        assertThat(variables).containsEntry("LC_ALL", "C.UTF-8");
    }

    @Test
    void passesOverAnEmptyLocale() {
        var variables = new ChildEnvironment(Map.of("LC_ALL", "", "LANG", "en_US.UTF-8"), Map.of()).variables();

        assertThat(variables).doesNotContainKey("LC_ALL");
    }

    @Test
    void keepsValuesOutOfItsText() {
        var environment = new ChildEnvironment(Map.of("TOKEN", "s3cret"), Map.of("password", "s3cret"));

        assertThat(environment.toString()).contains("password").doesNotContain("s3cret");
    }
}
