package io.tiergate.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tiergate.testing.FreshDatabase;
import io.tiergate.testing.TestDatabase;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Our own history, beside whatever the host has. */
class SchemaMigrationTest {

    @ParameterizedTest
    @EnumSource
    void runsEachScriptOnce(TestDatabase type) {
        try (FreshDatabase database = type.fresh()) {
            DataSource dataSource = database.dataSource();
            new JdbcTemplate(dataSource).execute("CREATE TABLE customer (id bigint)");
            SchemaMigration migration = new SchemaMigration(dataSource);

            assertThat(migration.migrate()).isEqualTo(Script.ALL.size());
            assertThat(migration.migrate()).isZero();
            assertThat(History.of(dataSource, null)).containsExactlyElementsOf(History.COMPLETE);
            migration.validate();
        }
    }

    /** Its own schema stays empty, and the connections go back to the pool in theirs. */
    @ParameterizedTest
    @EnumSource
    void makesHistoryAndTablesInTheSchemaThatIsNamedExactly(TestDatabase type) {
        try (FreshDatabase database = type.fresh()) {
            DataSource dataSource = database.dataSource(config -> config.setMaximumPoolSize(3));
            String own = Place.of(dataSource, null).schema();
            String named = "Named " + database.name();
            new SchemaMigration(dataSource, named).migrate();

            new SchemaMigration(dataSource, named).validate();
            assertThat(History.of(dataSource, named)).containsExactlyElementsOf(History.COMPLETE);
            assertThat(tables(dataSource, own)).isEmpty();
            for (int i = 0; i < 4; i++) {
                assertThat(Place.of(dataSource, null).schema()).isEqualTo(own);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void worksWithAPoolThatDoesNotCommitByItself(TestDatabase type) {
        try (FreshDatabase database = type.fresh()) {
            SchemaMigration migration = new SchemaMigration(database.dataSource(config -> config.setAutoCommit(false)));

            assertThat(migration.migrate()).isEqualTo(Script.ALL.size());
            assertThat(migration.migrate()).isZero();
            migration.validate();
        }
    }

    @ParameterizedTest
    @EnumSource
    void namesTheScriptThatFailsAndGoesOnWhenTheCauseIsMended(TestDatabase type) {
        try (FreshDatabase database = type.fresh()) {
            DataSource dataSource = database.dataSource();
            new JdbcTemplate(dataSource).execute("CREATE TABLE tiergate_tenant (name varchar(20))");
            SchemaMigration migration = new SchemaMigration(dataSource);
            SchemaException failure = catchThrowableOfType(SchemaException.class, migration::migrate);

            assertThat(failure)
                    .hasMessageStartingWith("The migration V1__three_tiers.sql of Tiergate's tables in the ")
                    .hasMessageContaining(" failed: ");
            assertThat(failure.remedy())
                    .isEqualTo("Mend the cause and start again: the migration goes on where it stopped.");
            new JdbcTemplate(dataSource).execute("DROP TABLE tiergate_tenant");
            assertThat(migration.migrate()).isEqualTo(Script.ALL.size());
            migration.validate();
        }
    }

    /** Of a build that had other scripts. */
    @ParameterizedTest
    @EnumSource
    void refusesAHistoryThatIsNotOfThisLibrary(TestDatabase type) {
        try (FreshDatabase database = type.fresh()) {
            DataSource dataSource = database.dataSource();
            SchemaMigration migration = new SchemaMigration(dataSource);
            migration.migrate();
            JdbcTemplate jdbc = new JdbcTemplate(dataSource);
            Place place = Place.of(dataSource, null);
            String history = place.quotedTable(SchemaMigration.HISTORY_TABLE);
            // All of ours after it, so that it is not taken for one that followed an unfinished run.
            String rank = place.vendor().quote("installed_rank");
            jdbc.update("UPDATE " + history + " SET " + rank + " = " + rank + " + 20 WHERE "
                    + place.vendor().quote("version") + " <> '0'");
            jdbc.update(
                    "INSERT INTO " + history
                            + " VALUES (10, '0.5', 'other', 'SQL', 'V0_5__other.sql', 1, 'somebody', CURRENT_TIMESTAMP, 0, TRUE)");
            jdbc.update("DELETE FROM tiergate_schema");
            SchemaException failure = catchThrowableOfType(SchemaException.class, migration::migrate);

            assertThat(failure)
                    .hasMessageStartingWith("The history tiergate_schema_history in the ")
                    .hasMessageEndingWith(
                            " is not of this library: Detected applied migration not resolved locally: 0.5.");
            assertThat(failure.remedy()).startsWith("The scripts that it names are of another build of Tiergate.");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void saysHowManyConnectionsItNeeds(TestDatabase type) {
        try (FreshDatabase database = type.fresh()) {
            DataSource small = database.dataSource(config -> {
                config.setMaximumPoolSize(2);
                config.setConnectionTimeout(250);
            });
            SchemaException failure =
                    catchThrowableOfType(SchemaException.class, () -> new SchemaMigration(small).migrate());

            assertThat(failure.remedy()).startsWith("The migration needs three connections at once.");
            assertThat(new SchemaMigration(database.dataSource()).migrate()).isEqualTo(Script.ALL.size());
        }
    }

    /** Where the names that are not found in the first schema are looked for in the second. */
    @ParameterizedTest
    @EnumSource(names = "POSTGRESQL")
    void takesNoTablesOfAnotherSchemaForItsOwn(TestDatabase type) {
        try (FreshDatabase database = type.fresh()) {
            new SchemaMigration(database.dataSource()).migrate();
            new JdbcTemplate(database.dataSource()).execute("CREATE SCHEMA app");
            DataSource app =
                    database.dataSource(config -> config.setConnectionInitSql("SET search_path = app, public"));

            SchemaException failure =
                    catchThrowableOfType(SchemaException.class, () -> new SchemaMigration(app).validate());
            assertThat(failure).hasMessageStartingWith("There are no tables of Tiergate in the schema 'app'");
            assertThat(new SchemaMigration(app).migrate()).isEqualTo(Script.ALL.size());
            new SchemaMigration(app, "app").validate();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PostgreSQL",
                "MySQL",
                "MariaDB",
                "Oracle",
                "MSSQLServer",
                "DB2",
                "Derby",
                "HSQLDB",
                "STRICT",
                "LEGACY"
            })
    void worksInEachModeOfH2(String mode) {
        try (FreshDatabase database = TestDatabase.H2.fresh()) {
            DataSource dataSource = database.dataSource(config -> config.setJdbcUrl(database.url() + ";MODE=" + mode));

            new SchemaMigration(dataSource).migrate();

            new SchemaMigration(dataSource).validate();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"DATABASE_TO_LOWER=TRUE", "DATABASE_TO_UPPER=FALSE", "CASE_INSENSITIVE_IDENTIFIERS=TRUE"})
    void worksHoweverH2SpellsNames(String setting) {
        try (FreshDatabase database = TestDatabase.H2.fresh()) {
            String url = database.url().replaceFirst(";", "_" + setting.charAt(9) + ";") + ";" + setting;
            DataSource dataSource = database.dataSource(config -> config.setJdbcUrl(url));

            new SchemaMigration(dataSource).migrate();

            new SchemaMigration(dataSource).validate();
        }
    }

    private static List<String> tables(DataSource dataSource, String schema) {
        return new JdbcTemplate(dataSource)
                .queryForList(
                        "SELECT table_name FROM information_schema.tables WHERE table_schema = ?",
                        String.class,
                        schema);
    }
}
