package dev.backflow.run;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.backflow.run", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("dev.backflow.run.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ONLY_THE_LEDGER_SPEAKS_SQL = noClasses()
            .that()
            .resideOutsideOfPackage("dev.backflow.run.ledger..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..");

    @ArchTest
    static final ArchRule ONLY_THE_LEDGER_KNOWS_SPRING = noClasses()
            .that()
            .resideOutsideOfPackage("dev.backflow.run.ledger..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework..");

    @ArchTest
    static final ArchRule ONLY_THE_JOB_FILE_KNOWS_YAML = noClasses()
            .that()
            .resideOutsideOfPackage("dev.backflow.run.job..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.yaml..");

    @ArchTest
    static final ArchRule JOB_FILES_STAND_ALONE = classes()
            .that()
            .resideInAPackage("dev.backflow.run.job..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.backflow.run.job..", "java..", "org.jspecify..", "org.yaml..", "tools.jackson..");

    @ArchTest
    static final ArchRule ONLY_THE_AWS_PACKAGES_KNOW_AWS = noClasses()
            .that()
            .resideOutsideOfPackage("..aws..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon..");

    @ArchTest
    static final ArchRule ONLY_THE_SLEEPER_SLEEPS = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.backflow.run.time.Sleeper")
            .should()
            .callMethod(Thread.class, "sleep", long.class);
}
