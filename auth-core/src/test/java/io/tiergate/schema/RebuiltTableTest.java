package io.tiergate.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.testing.FreshDatabase;
import io.tiergate.testing.TestDatabase;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** A user table that is made anew under its name, while the old one is still there under another. */
class RebuiltTableTest {

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void isLinkedAndNotTheOldOne(TestDatabase type) {
        try (FreshDatabase database = type.fresh()) {
            DataSource dataSource = database.dataSource();
            JdbcTemplate jdbc = new JdbcTemplate(dataSource);
            new SchemaMigration(dataSource).migrate();
            jdbc.execute("create table app_user (id varchar(20) primary key)");
            link(jdbc);
            jdbc.execute("alter table app_user rename to app_user_old");
            jdbc.execute("create table app_user (id varchar(20) primary key)");
            link(jdbc);
            jdbc.update(
                    "insert into tiergate_subject (id, tenant_id, subject_type, subject_id, display_name, suspended)"
                            + " values (500, 2, 'user', 'x', '', false)");
            jdbc.update("insert into app_user (id) values ('x')");

            jdbc.update("delete from app_user where id = 'x'");

            assertThat(jdbc.queryForObject("select count(*) from tiergate_subject", Long.class))
                    .isZero();
        }
    }

    private static void link(JdbcTemplate jdbc) {
        jdbc.execute((ConnectionCallback<Void>) connection -> {
            UserLink.of("app_user", "id").create(connection);
            return null;
        });
    }
}
