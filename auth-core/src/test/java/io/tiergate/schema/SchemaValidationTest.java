package io.tiergate.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariDataSource;
import io.tiergate.testing.FreshDatabase;
import io.tiergate.testing.TestDatabase;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Whether the tables are there, whoever made them. */
class SchemaValidationTest {

    private static SchemaException failure(DataSource dataSource) {
        return catchThrowableOfType(SchemaException.class, () -> new SchemaMigration(dataSource).validate());
    }

    private static String path(TestDatabase type) {
        return "io/tiergate/schema/" + type.vendor() + "/V1__three_tiers.sql";
    }

    @ParameterizedTest
    @EnumSource
    void failsWithoutTablesAndNamesTheScripts(TestDatabase type) {
        try (FreshDatabase database = type.fresh()) {
            Place place = Place.of(database.dataSource(), null);
            SchemaException failure = failure(database.dataSource());

            assertThat(failure)
                    .hasMessage("There are no tables of Tiergate in the %s '%s', as the user '%s' sees it."
                            .formatted(
                                    type == TestDatabase.MARIADB ? "database" : "schema",
                                    place.schema(),
                                    place.user()));
            assertThat(failure.remedy())
                    .contains("\n- Let Tiergate make them: tiergate.schema.mode=migrate, the default.\n")
                    .contains("\n- Run these scripts, in this order, from the jar of auth-core: " + path(type))
                    .contains("tiergate.schema.name");
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysWhichVersionTheTablesAreAt(TestDatabase type) {
        try (FreshDatabase database = type.fresh()) {
            SchemaMigration migration = new SchemaMigration(database.dataSource());
            assertThat(migration.currentVersion()).isNull();

            migration.migrate();
            assertThat(migration.currentVersion()).isEqualTo(SchemaMigration.latestVersion());

            new JdbcTemplate(database.dataSource())
                    .update("UPDATE tiergate_schema SET version = 99 WHERE version = ?", migration.currentVersion());
            assertThat(migration.currentVersion()).isEqualTo(99);
        }
    }

    @ParameterizedTest
    @EnumSource
    void failsInASchemaThatIsNotThere(TestDatabase type) {
        try (FreshDatabase database = type.fresh()) {
            SchemaException failure = catchThrowableOfType(
                    SchemaException.class, () -> new SchemaMigration(database.dataSource(), "nowhere").validate());

            assertThat(failure)
                    .hasMessageStartingWith("There are no tables of Tiergate in the ")
                    .hasMessageContaining("'nowhere'");
        }
    }

    @ParameterizedTest
    @EnumSource
    void failsWithOlderTablesAndNamesVersionAndScript(TestDatabase type) {
        try (FreshDatabase database = type.fresh()) {
            new SchemaMigration(database.dataSource()).migrate();
            new JdbcTemplate(database.dataSource()).update("DELETE FROM tiergate_schema WHERE version = 1");
            SchemaException failure = failure(database.dataSource());

            assertThat(failure)
                    .hasMessageStartingWith("The tables of Tiergate in the ")
                    .hasMessageEndingWith("are older than this library: version 1 is missing.");
            assertThat(failure.remedy())
                    .contains("tiergate.schema.mode=migrate")
                    .endsWith("\n- If another tool made them, run with it, in this order, from the jar of auth-core: "
                            + path(type) + ".");
        }
    }

    @ParameterizedTest
    @EnumSource
    void takesNewerTables(TestDatabase type) {
        try (FreshDatabase database = type.fresh()) {
            new SchemaMigration(database.dataSource()).migrate();
            new JdbcTemplate(database.dataSource()).update("INSERT INTO tiergate_schema VALUES (4711)");

            new SchemaMigration(database.dataSource()).validate();
            assertThat(new SchemaMigration(database.dataSource()).migrate()).isZero();
        }
    }

    @Test
    void namesWhatDoesNotAnswer() {
        DataSource nobody = new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:1/shop", "app", "");
        SchemaException failure = failure(nobody);

        assertThat(failure)
                .hasMessage(
                        "Tiergate cannot use its database: Connection to 127.0.0.1:1 refused. Check that the hostname"
                                + " and port are correct and that the postmaster is accepting TCP/IP connections.");
        assertThat(failure.remedy()).startsWith("Check that it runs, and that spring.datasource.url");
        assertThat(catchThrowableOfType(SchemaException.class, () -> new SchemaMigration(nobody).migrate()))
                .hasMessage(failure.getMessage());
    }

    /** It says so with an exception of its own. */
    @Test
    void namesWhatDoesNotAnswerBehindAPool() {
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl("jdbc:mariadb://127.0.0.1:1/shop");
            pool.setConnectionTimeout(250);

            assertThat(failure(pool))
                    .hasMessageStartingWith("Tiergate cannot use its database: Socket fail to connect");
        }
    }

    @Test
    void asksForASchemaWhereTheConnectionHasNone() {
        try (FreshDatabase database = TestDatabase.POSTGRESQL.fresh()) {
            DataSource lost = database.dataSource(config -> config.setConnectionInitSql("SET search_path = nowhere"));

            assertThat(failure(lost))
                    .hasMessage(
                            "The connections of the user 'postgres' are in no schema that exists and that the user may use.");
            assertThat(failure(lost).remedy()).contains("tiergate.schema.name");
        }
        try (FreshDatabase database = TestDatabase.MARIADB.fresh()) {
            String url = database.url().substring(0, database.url().lastIndexOf('/') + 1);
            DataSource lost = database.dataSource(config -> config.setJdbcUrl(url));

            assertThat(failure(lost))
                    .hasMessageStartingWith("The connections of the user 'tiergate@127.0.0.1' are in no schema");
        }
    }
}
