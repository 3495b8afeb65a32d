package io.tiergate.boot.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.admin.PermissionCatalogue;
import io.tiergate.admin.PermissionEntry;
import io.tiergate.store.Store;
import io.tiergate.store.memory.MemoryStore;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@ExtendWith(OutputCaptureExtension.class)
class CatalogueSynchronizationTest {

    @BeforeAll
    static void logAsApplicationsDo() {
        LoggingSystem.get(CatalogueSynchronizationTest.class.getClassLoader())
                .setLogLevel("io.tiergate.boot.core", LogLevel.INFO);
    }

    private final Store store = new MemoryStore();
    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(TiergateAutoConfiguration.class))
            .withBean(Store.class, () -> store);

    @Test
    void declaresWhatAllBeansNameForAllTenants(CapturedOutput output) {
        runner.withBean("pages", PermissionCatalogue.class, () -> PermissionCatalogue.of("entry", "See the home page"))
                .withBean(
                        "secrets",
                        PermissionCatalogue.class,
                        () -> PermissionCatalogue.of("topsecret", "See the secret")
                                .and("entry", "See the home page"))
                .run(context -> {
                    assertThat(context.getBean(Administration.class)
                                    .permissions()
                                    .list())
                            .containsExactly(
                                    new PermissionEntry(Tenant.SHARED, "entry", "See the home page", true, false),
                                    new PermissionEntry(Tenant.SHARED, "topsecret", "See the secret", true, false));
                });

        assertThat(output)
                .contains("Permissions added to the catalogue of tenant 'shared'")
                .contains("entry")
                .contains("topsecret");
    }

    @Test
    void declaresInTheConfiguredTenant() {
        runner.withPropertyValues("tiergate.catalogue.tenant=default")
                .withBean(PermissionCatalogue.class, () -> PermissionCatalogue.of("entry", ""))
                .run(context -> assertThat(context.getBean(Administration.class)
                                .permissions()
                                .list())
                        .extracting(PermissionEntry::tenant)
                        .containsExactly(Tenant.DEFAULT));
    }

    @Test
    void saysNothingWhenNothingIsNew(CapturedOutput output) {
        runner.withBean(PermissionCatalogue.class, () -> PermissionCatalogue.of("entry", ""))
                .run(context -> {});
        int before = output.getAll().length();

        runner.withBean(PermissionCatalogue.class, () -> PermissionCatalogue.of("entry", ""))
                .run(context -> assertThat(context).hasNotFailed());

        assertThat(output.getAll().substring(before)).doesNotContain("Permissions");
    }

    @Test
    void warnsOfPermissionsThatCodeNoLongerDeclaresAndOfRetiredOnes(CapturedOutput output) {
        runner.withBean(
                        PermissionCatalogue.class,
                        () -> PermissionCatalogue.of("old", "").and("entry", ""))
                .run(context -> context.getBean(Administration.class)
                        .inTenant(Tenant.SHARED)
                        .permissions()
                        .retire("entry"));

        runner.withBean(PermissionCatalogue.class, () -> PermissionCatalogue.of("entry", ""))
                .run(context -> assertThat(context.getBean(Administration.class)
                                .permissions()
                                .find("old"))
                        .isPresent());

        assertThat(output)
                .contains("that code declared once and does not now: old.")
                .contains("that code declares and that are retired: entry.");
    }

    @Test
    void refusesOneNameWithTwoDescriptions() {
        runner.withBean("pages", PermissionCatalogue.class, () -> PermissionCatalogue.of("entry", "See the home page"))
                .withBean("doors", PermissionCatalogue.class, () -> PermissionCatalogue.of("entry", "Open the door"))
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasMessage(
                                "The permission 'entry' is declared twice: as 'See the home page' by the bean 'pages',"
                                        + " and as 'Open the door' by the bean 'doors'. Give it one description."));
    }

    @Configuration(proxyBeanMethods = false)
    static class Malformed {

        @Bean
        PermissionCatalogue catalogue() {
            return PermissionCatalogue.of("invoice approve", "");
        }
    }

    @Test
    void refusesANameThatCannotBeOneAndNamesTheBean() {
        runner.withUserConfiguration(Malformed.class)
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasMessageContaining("'catalogue'")
                        .hasMessageContaining("'invoice approve' is not a permission name"));
    }
}
