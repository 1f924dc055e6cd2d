package dev.backflow.worker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;

@AnalyzeClasses(packages = "dev.backflow.worker", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("dev.backflow.worker.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule STEPS_KNOW_NOTHING_OF_LEASING = noClasses()
            .that()
            .resideInAPackage("dev.backflow.worker.step..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.backflow.worker", "dev.backflow.worker.lease..");

    @ArchTest
    static final ArchRule ORDERS_ARE_PLAIN = noClasses()
            .that()
            .resideInAPackage("dev.backflow.worker.order..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework..");

    @ArchTest
    static final ArchRule SQL_STAYS_IN_THE_LEDGER = noClasses()
            .that()
            .resideOutsideOfPackage("dev.backflow.worker.repository..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..");

    @ArchTest
    static final ArchRule NOBODY_KNOWS_THE_LAUNCHER =
            noClasses().should().dependOnClassesThat().resideInAPackage("dev.backflow.launcher..");

    @ArchTest
    static final ArchRule TIME_AND_CHANCE_COME_FROM_OUTSIDE = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Random.class);

    @ArchTest
    static final ArchRule ONLY_THE_SLEEPER_SLEEPS = noClasses().should().callMethod(Thread.class, "sleep", long.class);
}
