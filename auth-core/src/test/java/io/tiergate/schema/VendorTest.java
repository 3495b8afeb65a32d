package io.tiergate.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.tiergate.testing.FreshDatabase;
import io.tiergate.testing.TestDatabase;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The databases that there are tables for. */
class VendorTest {

    private static DataSource dataSource(String product, String version) throws SQLException {
        DataSource dataSource = mock(RETURNS_DEEP_STUBS);
        when(dataSource.getConnection().getMetaData().getDatabaseProductName()).thenReturn(product);
        when(dataSource.getConnection().getMetaData().getDatabaseProductVersion())
                .thenReturn(version);
        return dataSource;
    }

    @ParameterizedTest
    @EnumSource
    void isRecognized(TestDatabase type) {
        try (FreshDatabase database = type.fresh()) {
            assertThat(Vendor.of(database.dataSource()).id()).isEqualTo(database.vendor());
        }
    }

    @Test
    void isRecognizedBehindTheDriverOfAnother() throws SQLException {
        assertThat(Vendor.of(dataSource("MySQL", "5.5.5-10.11.6-MariaDB"))).isEqualTo(Vendor.MARIADB);
    }

    @ParameterizedTest
    @CsvSource({"MySQL,8.4.0", "Oracle,23ai", "Microsoft SQL Server,16.00"})
    void isNoOther(String product, String version) throws SQLException {
        DataSource other = dataSource(product, version);
        SchemaException failure = catchThrowableOfType(SchemaException.class, () -> Vendor.of(other));

        assertThat(failure).hasMessage("Tiergate has no tables for the database '" + product + "'.");
        assertThat(failure.remedy()).isEqualTo("""
                Do one of these:
                - Use H2, PostgreSQL or MariaDB.
                - Set tiergate.store=memory to keep permissions in memory.""");
        assertThat(catchThrowableOfType(SchemaException.class, () -> new SchemaMigration(other).migrate()))
                .hasMessage(failure.getMessage());
        assertThat(catchThrowableOfType(SchemaException.class, () -> new SchemaMigration(other).validate()))
                .hasMessage(failure.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ENGLISH STRENGTH PRIMARY", "GERMAN STRENGTH IDENTICAL"})
    void isNoH2ThatComparesByACollation(String collation) {
        try (FreshDatabase database = TestDatabase.H2.fresh()) {
            new JdbcTemplate(database.dataSource()).execute("SET COLLATION " + collation);
            DataSource dataSource = database.dataSource();
            SchemaException failure = catchThrowableOfType(SchemaException.class, () -> Vendor.of(dataSource));

            assertThat(failure)
                    .hasMessage("This H2 database compares all text by the collation " + collation
                            + ", so that names of permissions and users that differ could be taken for one another.");
            assertThat(failure.remedy()).contains("\n- Create the database without SET COLLATION");
            assertThat(catchThrowableOfType(SchemaException.class, () -> new SchemaMigration(dataSource).migrate()))
                    .hasMessage(failure.getMessage());
            assertThat(catchThrowableOfType(SchemaException.class, () -> new SchemaMigration(dataSource).validate()))
                    .hasMessage(failure.getMessage());
        }
    }

    @Test
    void quotesNamesOfAnyLetters() {
        assertThat(Vendor.POSTGRESQL.quote("a \"b\"")).isEqualTo("\"a \"\"b\"\"\"");
        assertThat(Vendor.H2.quote("B c")).isEqualTo("\"B c\"");
        assertThat(Vendor.MARIADB.quote("a`b")).isEqualTo("`a``b`");
    }
}
