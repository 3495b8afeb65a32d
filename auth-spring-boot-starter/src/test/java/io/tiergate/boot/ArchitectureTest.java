package io.tiergate.boot;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.stereotype.Component;

/** Which way the dependencies of the starter go. */
@AnalyzeClasses(packages = "io.tiergate.boot", importOptions = ImportOption.DoNotIncludeTests.class)
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
    static final ArchRule nothingDependsOnAutoConfiguration = noClasses()
            .that()
            .areNotAnnotatedWith(AutoConfiguration.class)
            .and()
            .areTopLevelClasses()
            .should()
            .dependOnClassesThat()
            .areAnnotatedWith(AutoConfiguration.class);

    @ArchTest
    static final ArchRule nothingIsFoundByScanning = noClasses()
            .should()
            .beMetaAnnotatedWith(ComponentScan.class)
            .orShould()
            .beAnnotatedWith(Component.class);

    @ArchTest
    static final ArchRule flywayOnlyInSchema = noClasses()
            .that()
            .resideOutsideOfPackage("io.tiergate.boot.schema..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.flywaydb..");

    @ArchTest
    static final ArchRule persistenceOnlyInJpa = noClasses()
            .that()
            .resideOutsideOfPackage("io.tiergate.boot.jpa..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.persistence..", "org.hibernate..", "org.springframework.data..");

    @ArchTest
    static final ArchRule servletOnlyInWeb = noClasses()
            .that()
            .resideOutsideOfPackages("io.tiergate.boot.web..", "io.tiergate.boot.routes..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.servlet..", "org.springframework.web..");

    @ArchTest
    static final ArchRule metersOnlyInObserve = noClasses()
            .that()
            .resideOutsideOfPackage("io.tiergate.boot.observe..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.micrometer..");

    @ArchTest
    static final ArchRule noPackageCycles =
            slices().matching("io.tiergate.boot.(*)..").should().beFreeOfCycles();
}
