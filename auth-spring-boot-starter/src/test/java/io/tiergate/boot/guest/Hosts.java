package io.tiergate.boot.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.AccessRequest;
import io.tiergate.DecisionPoint;
import io.tiergate.Grant;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.admin.PermissionCatalogue;
import io.tiergate.testing.FreshDatabase;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Hosts with everything that Spring Boot configures by itself, and how each is seen to work with Tiergate. */
final class Hosts {

    private static final Subject ALICE = Subject.user("alice");

    private Hosts() {}

    /** Without the web, which has tests of its own. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Plain {}

    /** A host that declares the permission {@code entry}, on a database. */
    static ApplicationContextRunner on(FreshDatabase database, Class<?> host) {
        List<String> properties = new ArrayList<>(List.of(
                "spring.flyway.locations=classpath:io/tiergate/boot/host/migration",
                "spring.datasource.url=" + database.url(),
                "spring.datasource.username=" + database.username(),
                "spring.datasource.password=" + database.password()));
        return new ApplicationContextRunner()
                .withUserConfiguration(host)
                .withBean(PermissionCatalogue.class, () -> PermissionCatalogue.of("entry", ""))
                .withPropertyValues(properties.toArray(String[]::new));
    }

    /** Denies, grants, allows: all of Tiergate takes part. */
    static void assertGuarded(ApplicationContext context) {
        assertThat(allowed(context)).isFalse();
        context.getBean(Administration.class).grants().grant(Grant.allow(ALICE, "entry"));
        assertThat(allowed(context)).isTrue();
    }

    static boolean allowed(ApplicationContext context) {
        return context.getBean(DecisionPoint.class)
                .check(new AccessRequest(Tenant.DEFAULT, ALICE, "entry"))
                .allowed();
    }

    static void grant(ApplicationContext context) {
        context.getBean(Administration.class).grants().grant(Grant.allow(ALICE, "entry"));
    }

    /** The tables of a database, in lower case. */
    static List<String> tables(DataSource dataSource) {
        return new JdbcTemplate(dataSource)
                .queryForList(
                        "select lower(table_name) from information_schema.tables where lower(table_schema) not in"
                                + " ('information_schema', 'pg_catalog', 'mysql', 'performance_schema', 'sys')",
                        String.class);
    }
}
