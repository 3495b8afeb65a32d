package io.tiergate.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tiergate.testing.FreshDatabase;
import io.tiergate.testing.RestrictedUser;
import io.tiergate.testing.TestDatabase;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a user is told who may not do what it is asked, and that the grants it is told to ask for are enough. */
class MissingRightTest {

    private static SchemaException migrationFailure(DataSource dataSource, String schema) {
        return catchThrowableOfType(SchemaException.class, () -> new SchemaMigration(dataSource, schema).migrate());
    }

    static Stream<Arguments> words() {
        return Stream.of(
                Arguments.of(TestDatabase.H2, "Not enough rights for object \"PUBLIC\""),
                Arguments.of(TestDatabase.POSTGRESQL, "ERROR: permission denied for schema public"),
                Arguments.of(TestDatabase.MARIADB, "SELECT command denied to user"));
    }

    @ParameterizedTest
    @MethodSource("words")
    void ofTheMigrationIsNamedWithUserSchemaAndWaysOut(TestDatabase type, String words) {
        try (FreshDatabase database = type.fresh()) {
            RestrictedUser owner = new RestrictedUser(database, "owner");
            Place place = Place.of(owner.dataSource(), null);
            SchemaException failure = migrationFailure(owner.dataSource(), null);

            assertThat(failure)
                    .hasMessageStartingWith("The user '%s' may not make Tiergate's tables in the %s '%s': %s"
                            .formatted(
                                    place.user(),
                                    type == TestDatabase.MARIADB ? "database" : "schema",
                                    place.schema(),
                                    words))
                    .hasMessageNotContaining("conn=");
            assertThat(failure.remedy())
                    .contains("\n- Grant the right: ")
                    .contains("\n- Let the migrations sign in as another user: spring.flyway.user and"
                            + " spring.flyway.password, or a DataSource bean with @FlywayDataSource.")
                    .contains("\n- Let somebody else run these scripts")
                    .contains("tiergate.schema.mode=validate: io/tiergate/schema/" + type.vendor() + "/V1");
        }
    }

    /** All that Flyway does for it included. */
    @ParameterizedTest
    @EnumSource
    void ofTheMigrationIsGivenByTheGrantsThatAreNamed(TestDatabase type) {
        try (FreshDatabase database = type.fresh()) {
            RestrictedUser owner = new RestrictedUser(database, "owner");
            List<String> granted =
                    owner.grant(migrationFailure(owner.dataSource(), null).remedy());

            assertThat(granted).isNotEmpty();
            assertThat(new SchemaMigration(owner.dataSource()).migrate()).isEqualTo(Script.ALL.size());
        }
    }

    /** The everyday case: a user that reads and writes rows and is now to make tables. */
    @ParameterizedTest
    @EnumSource
    void toMakeTablesIsFoundOutAtOnce(TestDatabase type) {
        try (FreshDatabase database = type.fresh()) {
            RestrictedUser app = new RestrictedUser(database, "app");
            app.grant(Rights.toUse(Place.of(app.dataSource(), null)));
            DataSource dataSource = app.dataSource();
            long before = System.nanoTime();
            SchemaException failure = migrationFailure(dataSource, null);

            assertThat(failure)
                    .hasMessageStartingWith("The user '" + app.name())
                    .hasMessageContaining(" may not make Tiergate's tables");
            // Flyway by itself tries ten times, with a second between.
            assertThat(System.nanoTime() - before).isLessThan(8_000_000_000L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void toMakeTheSchemaIsNamedToo(TestDatabase type) {
        try (FreshDatabase database = type.fresh()) {
            RestrictedUser owner = new RestrictedUser(database, "owner");
            String schema = "Tiergate of " + database.name();
            SchemaException failure = migrationFailure(owner.dataSource(), schema);

            assertThat(failure)
                    .hasMessageContaining("may not make Tiergate's tables in the ")
                    .hasMessageContaining("'" + schema + "'");
            owner.grant(failure.remedy());
            assertThat(new SchemaMigration(owner.dataSource(), schema).migrate())
                    .isEqualTo(Script.ALL.size());
        }
    }

    @ParameterizedTest
    @EnumSource
    void toReadTheTablesIsNamedAndGivenByTheGrantsThatAreNamed(TestDatabase type) {
        try (FreshDatabase database = type.fresh()) {
            new SchemaMigration(database.dataSource()).migrate();
            RestrictedUser app = new RestrictedUser(database, "app");
            Place place = Place.of(database.dataSource(), null);
            SchemaException failure = catchThrowableOfType(
                    SchemaException.class, () -> new SchemaMigration(app.dataSource(), place.schema()).validate());

            assertThat(failure)
                    .hasMessageStartingWith("The user '" + app.name())
                    .hasMessageContaining(" may not read Tiergate's tables in the ");
            assertThat(failure.remedy())
                    .startsWith(
                            "Grant select, insert, update and delete on the tables whose names begin with tiergate_, and"
                                    + " usage of the sequence tiergate_sequence; for example: GRANT ");
            app.grant(failure.remedy());
            new SchemaMigration(app.dataSource(), place.schema()).validate();
            writesAndReads(new JdbcTemplate(app.dataSource()), place);
        }
    }

    private static void writesAndReads(JdbcTemplate jdbc, Place place) {
        String sequence = place.table("tiergate_sequence");
        jdbc.queryForObject(
                place.vendor() == Vendor.H2
                        ? "SELECT NEXT VALUE FOR " + sequence
                        : "SELECT nextval(" + (place.vendor() == Vendor.POSTGRESQL ? "'" + sequence + "'" : sequence)
                                + ")",
                Long.class);
        jdbc.update("INSERT INTO " + place.table("tiergate_tenant") + " VALUES (1001, 'acme', 0)");
        jdbc.update("UPDATE " + place.table("tiergate_tenant") + " SET names_version = 1 WHERE id = 1001");
        jdbc.update("DELETE FROM " + place.table("tiergate_tenant") + " WHERE id = 1001");
        assertThat(jdbc.queryForObject("SELECT count(*) FROM " + place.table("tiergate_change"), Long.class))
                .isZero();
    }
}
