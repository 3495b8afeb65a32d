package io.tiergate.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.persistence.Entity;
import org.springframework.data.repository.NoRepositoryBean;
import org.springframework.data.repository.Repository;

/** Which way the dependencies go. */
@AnalyzeClasses(packages = "io.tiergate", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule theCoreKnowsNoBootNoServletNoWeb = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework.boot..", "jakarta.servlet..", "org.springframework.web..");

    @ArchTest
    static final ArchRule theVocabularyDependsOnNothing = classes()
            .that()
            .resideInAPackage("io.tiergate")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.tiergate", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule whatRunsInAPlainMainNeedsNoFramework = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.tiergate",
                    "io.tiergate.admin",
                    "io.tiergate.change",
                    "io.tiergate.decision",
                    "io.tiergate.memory",
                    "io.tiergate.store",
                    "io.tiergate.store.memory")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "jakarta..", "org.hibernate..", "org.flywaydb..");

    @ArchTest
    static final ArchRule decidingKnowsTheStoreOnlyByItsPort = noClasses()
            .that()
            .resideInAnyPackage("io.tiergate.decision", "io.tiergate.admin")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.tiergate.store.jpa..", "io.tiergate.store.memory..");

    @ArchTest
    static final ArchRule thePortKnowsNobodyBehindOrBeforeIt = noClasses()
            .that()
            .resideInAPackage("io.tiergate.store")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.tiergate.store.*..", "io.tiergate.admin..", "io.tiergate.decision..", "io.tiergate.security..");

    @ArchTest
    static final ArchRule entitiesAreSeenByTheirStoreOnly =
            classes().that().areAnnotatedWith(Entity.class).should().bePackagePrivate();

    @ArchTest
    static final ArchRule persistenceStaysInItsStore = noClasses()
            .that()
            .resideOutsideOfPackages("io.tiergate.store.jpa..", "io.tiergate.entity..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.persistence..", "org.springframework.data..", "org.springframework.orm..");

    /** As beans they would disturb the repositories of the host. */
    @ArchTest
    static final ArchRule repositoriesAreNotFoundByTheHost = classes()
            .that()
            .areAssignableTo(Repository.class)
            .should()
            .beAnnotatedWith(NoRepositoryBean.class)
            .andShould()
            .bePackagePrivate();

    @ArchTest
    static final ArchRule flywayOnlyInSchema = noClasses()
            .that()
            .resideOutsideOfPackage("io.tiergate.schema..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.flywaydb..");

    /** H2 calls our class, and what listens to PostgreSQL asks its driver; all else goes by JDBC, whatever the driver. */
    @ArchTest
    static final ArchRule noDriverButForTheTriggerOfH2AndTheHintsOfPostgresql = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.tiergate.schema.UserLinkTrigger")
            .and()
            .doNotHaveFullyQualifiedName("io.tiergate.store.jpa.PostgresqlPush")
            .and()
            .doNotHaveFullyQualifiedName("io.tiergate.store.jpa.PushListener")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.h2..", "org.postgresql..", "org.mariadb..");

    @ArchTest
    static final ArchRule springSecurityOnlyInTheBridge = noClasses()
            .that()
            .resideOutsideOfPackage("io.tiergate.security..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework.security..");

    @ArchTest
    static final ArchRule noPackageCycles =
            slices().matching("io.tiergate.(**)").should().beFreeOfCycles();
}
