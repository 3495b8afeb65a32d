package io.tiergate.test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.boot.autoconfigure.AutoConfiguration;

/** Which way the dependencies of the test kit go. */
@AnalyzeClasses(
        packages = "io.tiergate.test",
        importOptions = {ImportOption.DoNotIncludeTests.class, ImportOption.DoNotIncludeJars.class})
class ArchitectureTest {

    @ArchTest
    static final ArchRule autoConfigurationsAreFinalAndPublic = classes()
            .that()
            .areAnnotatedWith(AutoConfiguration.class)
            .should()
            .bePublic()
            .andShould()
            .haveModifier(JavaModifier.FINAL);

    @ArchTest
    static final ArchRule noTestFrameworkIsPrescribed =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("org.junit..", "org.mockito..");

    @ArchTest
    static final ArchRule nothingReachesIntoADatabase = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.tiergate.store.jpa..",
                    "io.tiergate.schema..",
                    "jakarta.persistence..",
                    "org.hibernate..",
                    "java.sql..");

    /** A test of an application without the web must not need its classes. */
    @ArchTest
    static final ArchRule theWebOnlyWhereRequestsAreMade = noClasses()
            .that()
            .haveSimpleNameNotContaining("Request")
            .and()
            .haveSimpleNameNotContaining("SigningIn")
            .and()
            .haveNameNotMatching(".*SliceSettingsFactory.*")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "jakarta.servlet..",
                    "org.springframework.web..",
                    "org.springframework.http..",
                    "org.springframework.mock.web..",
                    "org.springframework.boot.webmvc..");
}
