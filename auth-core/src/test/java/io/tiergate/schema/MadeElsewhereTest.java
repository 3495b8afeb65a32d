package io.tiergate.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tiergate.testing.FreshDatabase;
import io.tiergate.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ScriptUtils;

/** Tables that Liquibase, an administrator or the host's own history made from our scripts. */
class MadeElsewhereTest {

    static void runScripts(FreshDatabase database, DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            for (Script script : Script.ALL) {
                ScriptUtils.executeSqlScript(
                        connection,
                        new ClassPathResource(
                                script.path(Vendor.valueOf(database.database().name()))));
            }
        }
    }

    private static List<String> tables(DataSource dataSource) {
        return new JdbcTemplate(dataSource)
                .queryForList(
                        "SELECT table_name FROM information_schema.tables WHERE table_schema = ? ORDER BY table_name",
                        String.class,
                        Place.of(dataSource, null).schema());
    }

    @ParameterizedTest
    @EnumSource
    void areFoundComplete(TestDatabase type) throws SQLException {
        try (FreshDatabase database = type.fresh()) {
            runScripts(database, database.dataSource());

            new SchemaMigration(database.dataSource()).validate();
        }
    }

    @ParameterizedTest
    @EnumSource
    void areLeftToThatToolAndNothingIsChanged(TestDatabase type) throws SQLException {
        try (FreshDatabase database = type.fresh()) {
            DataSource dataSource = database.dataSource();
            runScripts(database, dataSource);
            List<String> before = tables(dataSource);
            SchemaException failure =
                    catchThrowableOfType(SchemaException.class, () -> new SchemaMigration(dataSource).migrate());

            assertThat(failure)
                    .hasMessageStartingWith("The tables of Tiergate in the ")
                    .hasMessageEndingWith("were made by another tool: there is no history tiergate_schema_history of"
                            + " Tiergate's own. Nothing was changed.");
            assertThat(failure.remedy()).isEqualTo("Leave them to that tool: set tiergate.schema.mode=validate.");
            assertThat(tables(dataSource)).isEqualTo(before);
        }
    }

    /** The same tables, whoever runs the scripts. */
    @ParameterizedTest
    @EnumSource
    void areThoseThatTiergateMakes(TestDatabase type) throws SQLException {
        try (FreshDatabase database = type.fresh();
                FreshDatabase other = type.fresh()) {
            runScripts(database, database.dataSource());
            new SchemaMigration(other.dataSource()).migrate();
            new JdbcTemplate(other.dataSource()).execute("DROP TABLE tiergate_schema_lock");

            assertThat(SchemaDump.of(
                            type,
                            database.dataSource(),
                            Place.of(database.dataSource(), null).schema()))
                    .isEqualTo(SchemaDump.of(
                            type,
                            other.dataSource(),
                            Place.of(other.dataSource(), null).schema()));
        }
    }

    /** A script can be run again by hand, as it can by us. */
    @ParameterizedTest
    @EnumSource
    void stayAsTheyAreWhenAScriptIsRunAgain(TestDatabase type) throws SQLException {
        try (FreshDatabase database = type.fresh()) {
            DataSource dataSource = database.dataSource();
            runScripts(database, dataSource);
            new JdbcTemplate(dataSource).update("UPDATE tiergate_revision SET revision = 7");
            String schema = Place.of(dataSource, null).schema();
            var before = SchemaDump.of(type, dataSource, schema);

            runScripts(database, dataSource);

            assertThat(SchemaDump.of(type, dataSource, schema)).isEqualTo(before);
        }
    }
}
