package dev.backflow.hook;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.backflow.hook", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule needsNothingButTheJdk =
            classes().should().onlyDependOnClassesThat().resideInAnyPackage("java..", "dev.backflow.hook");

    @ArchTest
    static final ArchRule hasOnePackage = classes()
            .should()
            .resideInAPackage("dev.backflow.hook")
            .because("the class loader of a hook hands down this package and no other");

    @ArchTest
    static final ArchRule hasOnlyPublicTypes = classes()
            .that()
            .doNotHaveSimpleName("package-info")
            .should()
            .haveModifier(JavaModifier.PUBLIC)
            .because("whatever is here is seen by hooks");

    @ArchTest
    static final ArchRule takesNoTimeAndNoChance = noClasses()
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(java.util.UUID.class, "randomUUID");
}
