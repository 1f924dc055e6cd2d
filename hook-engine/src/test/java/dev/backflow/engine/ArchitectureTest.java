package dev.backflow.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;

@AnalyzeClasses(packages = "dev.backflow.engine", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule needsTheJdkAndTheHookApiOnly = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify.annotations", "dev.backflow.hook", "dev.backflow.engine..")
            .because("hooks are tried out by it in tests that have no Spring, SQL or AWS");

    @ArchTest
    static final ArchRule hasNoCycles =
            slices().matching("dev.backflow.(engine..)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule doesNotKnowItsTestKit = noClasses()
            .that()
            .resideInAPackage("dev.backflow.engine")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.backflow.engine.testkit");

    @ArchTest
    static final ArchRule takesNoTimeAndNoChance = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .callConstructor(Random.class);
}
