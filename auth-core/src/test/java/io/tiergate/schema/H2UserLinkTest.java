package io.tiergate.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiergate.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class H2UserLinkTest extends UserLinkContract {

    H2UserLinkTest() {
        super(TestDatabase.H2);
    }

    /** Better than leaving the subject. */
    @Test
    void aTriggerWhoseRowIsMissingLetsNothingBeDeleted() {
        String table = linkedTable();
        insert(table, "somebody");
        jdbc().update("delete from tiergate_user_link where lower(table_name) = ?", table);

        assertThatThrownBy(() -> delete(table, "somebody"))
                .isInstanceOf(DataAccessException.class)
                .hasStackTraceContaining("no row in tiergate_user_link");

        link(UserLink.of(table, "id"));
        assertThat(delete(table, "somebody")).isEqualTo(1);
    }

    @Test
    void aColumnThatIsRenamedLetsNothingBeDeletedUntilItIsLinkedAgain() {
        String table = linkedTable();
        insert(table, "somebody");
        jdbc().execute("alter table " + table + " alter column id rename to login");

        assertThatThrownBy(() -> jdbc().update("delete from " + table))
                .isInstanceOf(DataAccessException.class)
                .hasStackTraceContaining("Drop the UserLink before a column is renamed");

        unlink(UserLink.of(table, "id"));
        link(UserLink.of(table, "login"));
        assertThat(jdbc().update("delete from " + table)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";MODE=MySQL",
                ";MODE=MariaDB",
                ";MODE=PostgreSQL",
                ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH",
                ";DATABASE_TO_UPPER=FALSE",
                ";CASE_INSENSITIVE_IDENTIFIERS=TRUE",
                ";IGNORECASE=TRUE"
            })
    void aDatabaseThatIsOpenedAgainIsStillLinked(String options, @TempDir Path folder) throws SQLException {
        String url = "jdbc:h2:file:" + folder.resolve("host") + options;
        try (Connection connection = DriverManager.getConnection(url, "sa", "")) {
            new SchemaMigration(new DriverManagerDataSource(url, "sa", "")).migrate();
            try (Statement statement = connection.createStatement()) {
                statement.execute("create table app_user (id varchar(100) not null primary key)");
                UserLink.of("app_user", "id").create(connection);
                statement.execute("insert into app_user values ('alice'), ('bob')");
                statement.execute("insert into tiergate_subject (id, tenant_id, subject_type, subject_id, display_name,"
                        + " suspended) values (10, 2, 'user', 'alice', '', false), (11, 2, 'user', 'Bob', '', false)");
            }
        }
        JdbcTemplate again = new JdbcTemplate(new DriverManagerDataSource(url, "sa", ""));

        again.update("delete from app_user");

        assertThat(again.queryForList("select subject_id from tiergate_subject", String.class))
                .containsExactly("Bob");
        assertThat(again.queryForList("select before_state from tiergate_change", String.class))
                .containsExactly("{\"subject\":\"user:alice\",\"displayName\":\"\",\"suspended\":false}");
    }
}
