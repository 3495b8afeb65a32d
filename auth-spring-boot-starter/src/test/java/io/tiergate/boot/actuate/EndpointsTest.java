package io.tiergate.boot.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Grant;
import io.tiergate.Subject;
import io.tiergate.admin.Administration;
import io.tiergate.admin.PermissionCatalogue;
import io.tiergate.boot.core.TiergateAutoConfiguration;
import io.tiergate.boot.core.TiergateProperties;
import io.tiergate.boot.routes.Route;
import io.tiergate.boot.routes.Routes;
import io.tiergate.boot.routes.TiergateRoutesAutoConfiguration;
import io.tiergate.schema.SchemaMigration;
import io.tiergate.security.RequiresPermission;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the actuator tells of Tiergate, and where it does not. */
class EndpointsTest {

    private final WebApplicationContextRunner web = new WebApplicationContextRunner()
            .withUserConfiguration(Host.class)
            .withPropertyValues(
                    "tiergate.store=memory", "management.endpoints.web.exposure.include=tiergate,tiergateRoutes");

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(excludeName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
    static class Host {

        @Bean
        PermissionCatalogue catalogue() {
            return PermissionCatalogue.of("p1", "");
        }

        @Bean
        Pages pages() {
            return new Pages();
        }
    }

    @RestController
    static class Pages {

        @GetMapping("/guarded")
        @RequiresPermission("p1")
        public void guarded() {}

        @GetMapping("/open")
        public void open() {}
    }

    @Test
    void routesAreListedAndCountedOnDemand() {
        web.run(context -> {
            context.getBean(Administration.class).grants().grant(Grant.allow(Subject.user("alice"), "p1"));
            RoutesEndpoint endpoint = context.getBean(RoutesEndpoint.class);

            RoutesEndpoint.Report plain = endpoint.routes(null);
            assertThat(plain.routes()).isEqualTo(plain.list().size());
            assertThat(plain.unguarded()).isGreaterThanOrEqualTo(1);
            assertThat(plain.list()).extracting(RoutesEndpoint.Entry::reachedBy).containsOnlyNulls();
            assertThat(endpoint.routes(true).list())
                    .filteredOn(entry -> entry.patterns().contains("/guarded"))
                    .singleElement()
                    .satisfies(entry -> {
                        assertThat(entry.guarding()).isEqualTo(Route.Guarding.PERMISSION);
                        assertThat(entry.permissions()).containsExactly("p1");
                        assertThat(entry.reachedBy()).isEqualTo("1 subject");
                    });
        });
    }

    @Test
    void endpointsOfTheActuatorAreRoutesToo() {
        web.run(context -> assertThat(
                        context.getBean(RoutesEndpoint.class).routes(false).list())
                .filteredOn(entry -> entry.patterns().contains("/actuator/tiergateRoutes"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.handler()).isEqualTo("Actuator web endpoint 'tiergateRoutes'")));
    }

    @Test
    void tellsHowTiergateIs() {
        web.run(context -> {
            context.getBean(Administration.class).grants().grant(Grant.allow(Subject.user("alice"), "p1"));
            TiergateEndpoint.Report report =
                    context.getBean(TiergateEndpoint.class).tiergate();

            assertThat(report.store()).isEqualTo(new TiergateEndpoint.StoreReport("MemoryStore", false, null));
            assertThat(report.tenant()).isEqualTo("default");
            assertThat(report.revision()).isEqualTo(new TiergateEndpoint.RevisionReport(1, 1));
            assertThat(report.cache().maximumSubjects()).isEqualTo(100_000);
            assertThat(report.cache().maximumResources()).isEqualTo(100_000);
            assertThat(report.cache().tenants()).isEqualTo(1);
            assertThat(report.feed().fresh()).isTrue();
            assertThat(report.feed().interval()).isEqualTo(Duration.ofSeconds(1));
            assertThat(report.feed().push()).isEqualTo(TiergateProperties.Feed.Push.NONE);
        });
    }

    @Test
    void tellsTheVersionOfTheTables() {
        new ApplicationContextRunner()
                .withUserConfiguration(WithTables.class)
                .withPropertyValues(
                        "spring.datasource.generate-unique-name=true",
                        "spring.jmx.enabled=true",
                        "management.endpoints.jmx.exposure.include=*")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    TiergateEndpoint endpoint = context.getBean(TiergateEndpoint.class);
                    assertThat(endpoint.tiergate().store().schema())
                            .isEqualTo(new TiergateEndpoint.SchemaReport(
                                    SchemaMigration.latestVersion(), SchemaMigration.latestVersion()));

                    new JdbcTemplate(context.getBean(DataSource.class))
                            .execute("ALTER TABLE tiergate_schema RENAME TO gone");
                    assertThat(endpoint.tiergate().store().schema())
                            .isEqualTo(new TiergateEndpoint.SchemaReport(null, SchemaMigration.latestVersion()));
                });
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class WithTables {}

    @Test
    void areNotThereUnlessExposed() {
        web.withPropertyValues("management.endpoints.web.exposure.include=health")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(TiergateEndpoint.class)
                        .doesNotHaveBean(RoutesEndpoint.class));
    }

    @Test
    void areNotThereWithoutTheActuator() {
        new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        TiergateAutoConfiguration.class,
                        TiergateRoutesAutoConfiguration.class,
                        TiergateEndpointAutoConfiguration.class,
                        TiergateRoutesEndpointAutoConfiguration.class))
                .withPropertyValues("tiergate.store=memory")
                .withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(Routes.class)
                        .doesNotHaveBean("tiergateEndpoint")
                        .doesNotHaveBean("tiergateRoutesEndpoint"));
    }

    @Test
    void areNotThereWhileTiergateIsOff() {
        web.withPropertyValues("tiergate.enabled=false")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(TiergateEndpoint.class)
                        .doesNotHaveBean(RoutesEndpoint.class));
    }

    @Test
    void thereAreNoRoutesWithoutTheWeb() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        TiergateAutoConfiguration.class,
                        TiergateEndpointAutoConfiguration.class,
                        TiergateRoutesEndpointAutoConfiguration.class))
                .withPropertyValues(
                        "tiergate.store=memory",
                        "management.endpoints.jmx.exposure.include=*",
                        "spring.jmx.enabled=true")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(TiergateEndpoint.class)
                        .doesNotHaveBean(RoutesEndpoint.class));
    }

    @Test
    void theirIdsAreThoseOfTheDocumentation() {
        assertThat(TiergateEndpoint.class.getAnnotation(Endpoint.class).id()).isEqualTo("tiergate");
        assertThat(RoutesEndpoint.class.getAnnotation(Endpoint.class).id()).isEqualTo("tiergateRoutes");
    }
}
