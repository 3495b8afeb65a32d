package io.tiergate.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.AccessRequest;
import io.tiergate.DecisionPoint;
import io.tiergate.Grant;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.testing.FreshDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** A database, and the starts of a host on it. */
final class Scene {

    private static final Subject ALICE = Subject.user("alice");

    private final FreshDatabase database;
    private final Path directory;
    private final JdbcTemplate jdbc;

    Scene(FreshDatabase database, Path directory) {
        this.database = database;
        this.directory = directory;
        this.jdbc = new JdbcTemplate(database.dataSource());
    }

    FreshDatabase database() {
        return database;
    }

    /** Empty at first, and the test's own. */
    Path directory() {
        return directory;
    }

    /** Starts the host without Tiergate, and stops it. */
    void startWithoutTiergate(String... properties) {
        start(properties, "tiergate.enabled=false").close();
    }

    /** Starts the host, sees that Tiergate works, and stops it. */
    void startGuarded(String... properties) {
        try (ConfigurableApplicationContext context = start(properties)) {
            assertThat(allowed(context, Subject.user("bob"))).isFalse();
            context.getBean(Administration.class).grants().grant(Grant.allow(ALICE, "entry"));
            assertThat(allowed(context, ALICE)).isTrue();
        }
    }

    /** The versions in a history, oldest first; empty if there is no such table. */
    List<String> history(String table) {
        String quote = database.vendor().equals("mariadb") ? "`" : "\"";
        if (tables().stream().noneMatch(table::equalsIgnoreCase)) {
            return List.of();
        }
        return jdbc
                .queryForList(
                        "select * from " + quote + table + quote + " order by " + quote + "installed_rank" + quote)
                .stream()
                .filter(row -> row.get("version") != null)
                .map(row -> row.get("version") + (row.get("type").equals("BASELINE") ? " (baseline)" : ""))
                .toList();
    }

    List<String> liquibaseHistory() {
        return tables().stream()
                .filter("databasechangelog"::equalsIgnoreCase)
                .findFirst()
                .map(table -> jdbc.queryForList("select id from " + table + " order by orderexecuted", String.class))
                .orElse(List.of());
    }

    /** All that a start could change in the schema and in the histories. */
    String state() {
        List<Map<String, Object>> columns = jdbc.queryForList(
                "select table_schema, table_name, column_name, data_type, is_nullable from information_schema.columns"
                        + " where lower(table_schema) not in ('information_schema', 'pg_catalog', 'mysql',"
                        + " 'performance_schema', 'sys') order by table_schema, table_name, ordinal_position");
        return columns + "\n" + history("flyway_schema_history") + history("tiergate_schema_history")
                + liquibaseHistory();
    }

    private List<String> tables() {
        return jdbc.queryForList("select table_name from information_schema.tables", String.class);
    }

    private ConfigurableApplicationContext start(String[] properties, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "spring.main.banner-mode=off",
                "spring.datasource.url=" + database.url(),
                "spring.datasource.username=" + database.username(),
                "spring.datasource.password=" + database.password()));
        arguments.addAll(List.of(properties));
        arguments.addAll(List.of(more));
        return new SpringApplicationBuilder(Host.class)
                .web(WebApplicationType.NONE)
                .properties("spring.liquibase.enabled=false")
                .run(arguments.stream().map(argument -> "--" + argument).toArray(String[]::new));
    }

    private static boolean allowed(ApplicationContext context, Subject subject) {
        return context.getBean(DecisionPoint.class)
                .check(new AccessRequest(Tenant.DEFAULT, subject, "entry"))
                .allowed();
    }
}
