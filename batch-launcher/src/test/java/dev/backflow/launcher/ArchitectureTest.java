package dev.backflow.launcher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.backflow.launcher.repository.Secrets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.Temporal;
import java.util.Random;
import java.util.UUID;

@AnalyzeClasses(packages = "dev.backflow.launcher", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("dev.backflow.launcher.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ONLY_THE_SANDBOX_KNOWS_THE_DEPLOYER = noClasses()
            .that()
            .resideOutsideOfPackage("dev.backflow.launcher.sandbox..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework.cloud.deployer..");

    @ArchTest
    static final ArchRule ONLY_AWS_PACKAGES_KNOW_THE_SDK = noClasses()
            .that()
            .resideOutsideOfPackage("..aws..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon..");

    @ArchTest
    static final ArchRule PLANS_ARE_PLAIN_JAVA = noClasses()
            .that()
            .resideInAnyPackage("dev.backflow.launcher.plan..", "dev.backflow.launcher.report..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework..");

    @ArchTest
    static final ArchRule ONLY_THE_REPOSITORY_OPENS_CONNECTIONS = noClasses()
            .that()
            .resideOutsideOfPackage("dev.backflow.launcher.repository..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework.jdbc..")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(
                    Connection.class, DriverManager.class, Statement.class, PreparedStatement.class, ResultSet.class);

    @ArchTest
    static final ArchRule TIME_COMES_FROM_A_SEAM = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    /**
     * What is decided about leases, locks and take-overs must stand a clock that jumps, or another host's. A run's deadline
     * is a time of day by its nature; all that follows from it is how soon workers are added.
     */
    @ArchTest
    static final ArchRule NOTHING_IS_DECIDED_BY_THE_TIME_OF_DAY = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.backflow.launcher.serve..",
                    "dev.backflow.launcher.repository..",
                    "dev.backflow.launcher.run..")
            .and()
            .areNotAssignableTo("dev.backflow.launcher.run.ReportPhase")
            .and()
            .areNotAssignableTo("dev.backflow.launcher.run.RunDeadline")
            .should()
            .callMethod(Instant.class, "isBefore", Instant.class)
            .orShould()
            .callMethod(Instant.class, "isAfter", Instant.class)
            .orShould()
            .callMethod(Instant.class, "compareTo", Instant.class)
            .orShould()
            .callMethod(Instant.class, "toEpochMilli")
            .orShould()
            .callMethod(Instant.class, "getEpochSecond")
            .orShould()
            .callMethod(Duration.class, "between", Temporal.class, Temporal.class);

    @ArchTest
    static final ArchRule CHANCE_COMES_FROM_A_SEAM = noClasses()
            .that()
            .areNotAssignableTo(Launcher.class)
            .and()
            .areNotAssignableTo(Secrets.class)
            .should()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .callConstructor(Random.class)
            .orShould()
            .callConstructor(SecureRandom.class);
}
