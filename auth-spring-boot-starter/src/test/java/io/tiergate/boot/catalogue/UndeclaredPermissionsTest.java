package io.tiergate.boot.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.mockito.Mockito.mock;

import io.tiergate.admin.Administration;
import io.tiergate.admin.PermissionCatalogue;
import io.tiergate.admin.PermissionEntry;
import io.tiergate.boot.core.TiergateAutoConfiguration;
import io.tiergate.boot.security.TiergateMethodSecurityAutoConfiguration;
import io.tiergate.security.RequiresPermission;
import io.tiergate.store.Store;
import io.tiergate.store.memory.MemoryStore;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.security.access.PermissionEvaluator;
import org.springframework.security.access.expression.method.DefaultMethodSecurityExpressionHandler;
import org.springframework.security.access.prepost.PreAuthorize;

/** Names that code asks for are held against the catalogue, and the other way round. */
@ExtendWith(OutputCaptureExtension.class)
class UndeclaredPermissionsTest {

    private final Store store = new MemoryStore();
    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    TiergateAutoConfiguration.class,
                    TiergateCatalogueAutoConfiguration.class,
                    TiergateMethodSecurityAutoConfiguration.class))
            .withBean(Store.class, () -> store);

    @BeforeAll
    static void logAsApplicationsDo() {
        LoggingSystem.get(UndeclaredPermissionsTest.class.getClassLoader())
                .setLogLevel("io.tiergate.boot.core", LogLevel.INFO);
    }

    static class Invoices {

        @RequiresPermission("invoice.aprove")
        public void approve() {}

        @PreAuthorize("hasPermission(null, 'invoice.read')")
        public void read() {}

        @Reading("invoice.list")
        public void list() {}
    }

    @Retention(RetentionPolicy.RUNTIME)
    @PreAuthorize("hasPermission(null, '{value}')")
    @interface Reading {

        String value();
    }

    private static final String AT = Invoices.class.getName();

    @Test
    void whatNobodyHasDeclaredFailsTheStart() {
        runner.withBean(Invoices.class)
                .withBean(
                        PermissionCatalogue.class,
                        () -> PermissionCatalogue.of("invoice.approve", "").and("invoice.list", ""))
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasMessage(
                                "Code asks for permissions that nobody has declared, so that nobody can be allowed them:"
                                        + "\n  'invoice.aprove' (did you mean 'invoice.approve'?) at " + AT
                                        + ".approve()"
                                        + "\n  'invoice.read' at " + AT + ".read()"));
    }

    static class Documents {

        @PreAuthorize("@documentAccess.check('read') or @access.has('write') or hasPermission(null, 'WRITE')")
        public void change() {}
    }

    /** What a host has of its own. */
    static class DocumentAccess {

        public boolean check(String what) {
            return true;
        }

        public boolean has(String what) {
            return true;
        }
    }

    @Test
    void whatExpressionsAskOfTheHostsOwnBeansAndEvaluatorIsNotHeldAgainstTheCatalogue() {
        ApplicationContextRunner host = runner.withBean(Documents.class)
                .withBean("documentAccess", DocumentAccess.class)
                .withBean("access", DocumentAccess.class);

        host.withBean(PermissionEvaluator.class, () -> mock())
                .run(context -> assertThat(context).hasNotFailed());
        host.withBean(DefaultMethodSecurityExpressionHandler.class)
                .run(context -> assertThat(context).hasNotFailed());
        host.run(context -> assertThat(context)
                .getFailure()
                .hasMessageContaining("'WRITE' at ")
                .hasMessageNotContainingAny("'read'", "'write'"));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(excludeName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
    static class Application {

        @Bean
        Invoices invoices() {
            return new Invoices();
        }
    }

    @Test
    void theReportSaysHowToDeclareThem(CapturedOutput output) {
        assertThatException()
                .isThrownBy(() -> new SpringApplicationBuilder(Application.class)
                        .web(WebApplicationType.NONE)
                        .run("--tiergate.store=memory"));

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("'invoice.aprove' at " + AT + ".approve()")
                .contains("PermissionCatalogue.of(\"invoice.aprove\", \"What it allows\").and(\"invoice.list\"")
                .contains("tiergate.catalogue.undeclared=declare")
                .doesNotContain("\tat ");
    }

    @Test
    void aWarningNamesThem(CapturedOutput output) {
        runner.withBean(Invoices.class)
                .withPropertyValues("tiergate.catalogue.undeclared=warn")
                .run(context -> assertThat(context).hasNotFailed());

        assertThat(output).contains("WARN").contains("'invoice.list' at " + AT + ".list()");
    }

    @Test
    void theyAreDeclaredWithoutDescriptionAndStayAsTheyAre(CapturedOutput output) {
        ApplicationContextRunner declaring =
                runner.withBean(Invoices.class).withPropertyValues("tiergate.catalogue.undeclared=declare");

        declaring.run(context -> {
            Administration shared = context.getBean(Administration.class).inTenant(io.tiergate.Tenant.SHARED);
            assertThat(shared.permissions().list())
                    .extracting(PermissionEntry::name, PermissionEntry::description, PermissionEntry::declared)
                    .containsExactly(
                            org.assertj.core.api.Assertions.tuple("invoice.aprove", "", true),
                            org.assertj.core.api.Assertions.tuple("invoice.list", "", true),
                            org.assertj.core.api.Assertions.tuple("invoice.read", "", true));
            shared.permissions().describe("invoice.read", "Read invoices");
        });
        int before = output.getAll().length();
        declaring.run(context -> assertThat(context.getBean(Administration.class)
                        .permissions()
                        .find("invoice.read")
                        .orElseThrow()
                        .description())
                .isEqualTo("Read invoices"));

        assertThat(output.getAll().substring(before)).doesNotContain("Permissions");
    }

    @Test
    void whatAnAdministratorHasDefinedIsDeclared() {
        runner.run(context -> {
            Administration administration = context.getBean(Administration.class);
            administration.permissions().define("invoice.aprove", "");
            administration.permissions().define("invoice.read", "");
            administration.inTenant(io.tiergate.Tenant.SHARED).permissions().define("invoice.list", "");
        });

        runner.withBean(Invoices.class).run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void declaredOnesThatNothingNamesAreTold(CapturedOutput output) {
        runner.withBean(
                        PermissionCatalogue.class,
                        () -> PermissionCatalogue.of("b", "")
                                .and("a", "")
                                .and("invoice.aprove", "")
                                .and("invoice.list", "")
                                .and("invoice.read", ""))
                .withBean(Invoices.class)
                .run(context -> assertThat(context).hasNotFailed());

        assertThat(output)
                .contains(
                        "Declared permissions that no annotation and no rule names: a, b. What code asks by itself, such as"
                                + " access.has(\"…\"), is not seen here.");
    }

    @Test
    void theLastCatalogueThatGoesIsTold(CapturedOutput output) {
        runner.withBean(PermissionCatalogue.class, () -> PermissionCatalogue.of("old", ""))
                .run(context -> assertThat(context).hasNotFailed());

        runner.run(context -> assertThat(context).hasNotFailed());

        assertThat(output).contains("that code declared once and does not now: old.");
    }

    @Configuration(proxyBeanMethods = false)
    static class LazyOne {

        @Bean
        @Lazy
        Object late() {
            return new Invoices();
        }

        @Bean
        @Lazy
        Invoices known() {
            throw new AssertionError("made");
        }
    }

    @Test
    void aLazyBeanIsReadByItsClass() {
        runner.withUserConfiguration(LazyOne.class)
                .run(context -> assertThat(context).getFailure().hasMessageContaining("'invoice.aprove'"));
    }

    @Configuration(proxyBeanMethods = false)
    static class LateOne {

        @Bean
        @Lazy
        Object late() {
            return new Invoices();
        }
    }

    @Test
    void aLazyBeanWhoseClassIsNotKnownIsReadWhenItIsMade(CapturedOutput output) {
        runner.withUserConfiguration(LateOne.class).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(output).doesNotContain("invoice.aprove");

            context.getBean("late");

            assertThat(output).contains("WARN").contains("'invoice.aprove' at " + AT + ".approve()");
        });
    }

    static class Bills {

        @RequiresPermission("bill.pay")
        public void pay() {}
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoLateOnes {

        @Bean
        @Lazy
        Object late() {
            return new Invoices();
        }

        @Bean
        @Lazy
        Object later() {
            return new Bills();
        }
    }

    @Test
    void aLateBeanIsMadeWhileTheStoreIsAwayAndWhatItNamesIsToldLater(CapturedOutput output) {
        AtomicBoolean away = new AtomicBoolean();
        Store failing = (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                    if (away.get()) {
                        throw new IllegalStateException("away");
                    }
                    return method.invoke(store, arguments);
                });
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        TiergateAutoConfiguration.class,
                        TiergateCatalogueAutoConfiguration.class,
                        TiergateMethodSecurityAutoConfiguration.class))
                .withBean(Store.class, () -> failing)
                .withUserConfiguration(TwoLateOnes.class)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    away.set(true);

                    assertThat(context.getBean("late")).isInstanceOf(Invoices.class);
                    assertThat(output)
                            .contains("cannot be held against the catalogue now")
                            .contains("away");

                    away.set(false);
                    context.getBean("later");
                    assertThat(output).contains("'invoice.aprove' at " + AT).contains("'bill.pay' at ");
                });
    }
}
