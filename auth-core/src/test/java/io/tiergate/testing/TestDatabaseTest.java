package io.tiergate.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TestDatabaseTest {

    @ParameterizedTest
    @CsvSource({"H2, H2, 2.4", "POSTGRESQL, PostgreSQL, 17", "MARIADB, MariaDB, 11.4"})
    void isTheServerThatItsNameSays(TestDatabase database, String product, String version) throws SQLException {
        try (FreshDatabase fresh = database.fresh();
                HikariDataSource pool = fresh.dataSource();
                Connection connection = pool.getConnection()) {
            System.out.println(connection.getMetaData().getDatabaseProductName() + " "
                    + connection.getMetaData().getDatabaseProductVersion());
            assertThat(connection.getMetaData().getDatabaseProductName()).isEqualTo(product);
            assertThat(connection.getMetaData().getDatabaseProductVersion()).startsWith(version);
        }
    }

    @ParameterizedTest
    @EnumSource
    void isEmptyAndApartFromOthers(TestDatabase database) throws SQLException {
        try (FreshDatabase one = database.fresh();
                FreshDatabase other = database.fresh()) {
            execute(one.dataSource(), "CREATE TABLE thing (id bigint)");
            execute(other.dataSource(), "CREATE TABLE thing (id bigint)");
            execute(one.dataSource(), "INSERT INTO thing VALUES (1)");

            assertThat(query(one.dataSource(), "SELECT count(*) FROM thing")).isEqualTo("1");
            assertThat(query(other.dataSource(), "SELECT count(*) FROM thing")).isEqualTo("0");
        }
    }

    @ParameterizedTest
    @EnumSource
    void isGoneWhenClosedWithItsPools(TestDatabase database) throws SQLException {
        FreshDatabase fresh = database.fresh();
        HikariDataSource pool = fresh.dataSource();
        execute(pool, "CREATE TABLE thing (id bigint)");

        fresh.close();

        assertThat(pool.isClosed()).isTrue();
        assertThatThrownBy(() -> FreshDatabase.execute(
                        fresh.url(), fresh.username(), fresh.password(), "SELECT count(*) FROM thing"))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void mariadbTakesSnapshotIsolationForAPool() throws SQLException {
        try (FreshDatabase fresh = TestDatabase.MARIADB.fresh()) {
            DataSource strict = fresh.dataSource(
                    config -> config.setConnectionInitSql("SET SESSION innodb_snapshot_isolation = ON"));

            assertThat(query(strict, "SELECT @@innodb_snapshot_isolation")).isEqualTo("1");
            assertThat(query(fresh.dataSource(), "SELECT @@innodb_snapshot_isolation"))
                    .isEqualTo("0");
        }
    }

    /** So that a comparison by text that forgets its collation shows in a test. */
    @Test
    void theServersCompareTextAsPeopleDoUnlessToldOtherwise() throws SQLException {
        try (FreshDatabase postgresql = TestDatabase.POSTGRESQL.fresh();
                FreshDatabase mariadb = TestDatabase.MARIADB.fresh()) {
            assertThat(query(postgresql.dataSource(), "SELECT 'a' < 'B'")).isEqualTo("t");
            assertThat(query(mariadb.dataSource(), "SELECT 'a' = 'A '")).isEqualTo("1");
        }
    }

    private static void execute(DataSource dataSource, String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(DataSource dataSource, String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
