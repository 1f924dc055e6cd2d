package dev.backflow.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
    @ParameterizedTest
    @ValueSource(strings = {"base", "sandbox"})
    void reachesNobodyButThoseItNeeds(String template) {
        assertThat(NetworkRules.check(Template.load(template))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "sandbox"})
    void allowsNoMoreThanIsNeeded(String template) {
        assertThat(PermissionRules.check(Template.load(template))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "sandbox"})
    void allowsWhatItAllowsInAWayThatIamTakes(String template) {
        assertThat(ActionRules.check(Template.load(template))).isEmpty();
    }

    @Test
    void allowsTheLauncherInAWayThatIamTakes() {
        Node policy = new Node(ShortTags.read(Template.text("launcher-policy.json")));
        List<Statement> statements = policy.at("Statement").elements().stream()
                .map(each -> new Statement("launcher-policy", each))
                .toList();

        assertThat(statements).isNotEmpty();
        assertThat(ActionRules.check(statements, true)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "sandbox"})
    void keepsWhatIsStoredPrivateAndForAsLongAsItIsMeant(String template) {
        assertThat(StorageRules.check(Template.load(template))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "sandbox"})
    void runsWorkersThatCanDoLittleHarmAndAreWatched(String template) {
        assertThat(WorkerRules.check(Template.load(template))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "sandbox"})
    void tagsEverythingAndLeavesNothingButOnPurpose(String template) {
        assertThat(LifeRules.check(Template.load(template))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "sandbox"})
    void describesItsParametersAndHasTheOutputsThatTheLauncherReads(String template) {
        assertThat(InterfaceRules.check(Template.load(template))).isEmpty();
    }

    /** All rules at once. */
    static List<String> findings(Template template) {
        List<String> all = new ArrayList<>();
        all.addAll(NetworkRules.check(template));
        all.addAll(PermissionRules.check(template));
        all.addAll(ActionRules.check(template));
        all.addAll(StorageRules.check(template));
        all.addAll(WorkerRules.check(template));
        all.addAll(LifeRules.check(template));
        all.addAll(InterfaceRules.check(template));
        return all;
    }
}
