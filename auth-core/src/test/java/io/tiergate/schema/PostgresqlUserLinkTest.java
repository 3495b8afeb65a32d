package io.tiergate.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiergate.Subject;
import io.tiergate.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresqlUserLinkTest extends UserLinkContract {

    PostgresqlUserLinkTest() {
        super(TestDatabase.POSTGRESQL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"alter table %s disable trigger all", "set session_replication_role = replica"})
    void triggersThatAreSwitchedOffGoPastTheLink(String off) {
        Subject subject = Subject.user("user-" + number());
        give(administration(), subject);
        String table = linkedTable();
        insert(table, subject.id());

        connected(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(off.formatted(table));
                statement.execute("delete from " + table);
                statement.execute("reset session_replication_role");
            }
        });

        assertThat(mayDo(subject)).hasSize(3);
    }

    @Test
    void aMigrationThatFailsAfterwardsLinksNothing() {
        String table = table("varchar(100)");
        connected(connection -> {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("insert into " + table + " values ('before')");
                UserLink.of(table, "id").create(connection);
            }
            connection.rollback();
            connection.setAutoCommit(true);
        });

        assertThat(jdbc().queryForList("select id from " + table)).isEmpty();
        assertThatThrownBy(() -> unlink(UserLink.of(table, "id"))).hasMessageContaining("is not linked");
    }

    /** PostgreSQL deletes it in one part and inserts it in the other. */
    @Test
    void aRowThatMovesToAnotherPartitionIsTakenForADeletedUser() {
        Subject moved = Subject.user("user-" + number());
        Subject stays = Subject.user("user-" + number());
        give(administration(), moved, stays);
        String table = "app_user_" + number();
        jdbc().execute("create table " + table + " (id varchar(100), region int) partition by list (region)");
        jdbc().execute("create table " + table + "_1 partition of " + table + " for values in (1)");
        jdbc().execute("create table " + table + "_2 partition of " + table + " for values in (2)");
        link(UserLink.of(table, "id"));
        jdbc().update("insert into " + table + " values (?, 1), (?, 1)", moved.id(), stays.id());

        jdbc().update("update " + table + " set region = 2 where id = ?", moved.id());

        assertThat(mayDo(moved)).isEmpty();
        assertThat(mayDo(stays)).hasSize(3);
    }

    @Test
    void keysOfADomainAreLinked() {
        jdbc().execute("create domain login as varchar(50) check (length(value) > 2)");
        String table = table("login");
        link(UserLink.of(table, "id"));
        Subject subject = Subject.user("user-" + number());
        give(administration(), subject);
        insert(table, subject.id());

        delete(table, subject.id());

        assertThat(mayDo(subject)).isEmpty();
    }

    @Test
    void nobodyElseCanUseTheFunctionToDeleteWhomTheyLike() throws SQLException {
        String table = linkedTable();
        String name = jdbc().queryForObject(
                        "select link_name from tiergate_user_link where table_name = ?", String.class, table);
        jdbc().execute("create user mallory password 'secret'");
        jdbc().execute("grant usage, create on schema public to mallory");
        try (Connection connection = DriverManager.getConnection(fresh().url(), "mallory", "secret");
                Statement statement = connection.createStatement()) {
            statement.execute("create table victims (id varchar(100))");

            assertThatThrownBy(() -> statement.execute("create trigger mine after delete on victims for each row"
                            + " execute function " + name + "()"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied for function");
        } finally {
            jdbc().execute("drop owned by mallory");
            jdbc().execute("drop user mallory");
        }
    }

    @Test
    void tablesOfTheSessionDoNotHideOurs() {
        Subject subject = Subject.user("user-" + number());
        give(administration(), subject);
        String table = linkedTable();
        insert(table, subject.id());

        connected(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("create temp table tiergate_subject (like tiergate_subject)");
                statement.execute("create temp table tiergate_grant (like tiergate_grant)");
                statement.execute("delete from " + table);
                statement.execute("drop table pg_temp.tiergate_subject, pg_temp.tiergate_grant");
            }
        });

        assertThat(mayDo(subject)).isEmpty();
    }

    @Test
    void whoLinksNeedsTheRightsThatTheTriggerWillUse() throws SQLException {
        jdbc().execute("create user owner_of_users password 'secret'");
        jdbc().execute("grant usage, create on schema public to owner_of_users");
        jdbc().execute("grant select on tiergate_user_link to owner_of_users");
        try (Connection connection = DriverManager.getConnection(fresh().url(), "owner_of_users", "secret");
                Statement statement = connection.createStatement()) {
            statement.execute("create table own_users (id bigint not null primary key)");

            assertThatThrownBy(() -> UserLink.of("own_users", "id").create(connection))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContainingAll(
                            "may not change Tiergate's tables", "permission denied", "owns these tables");
            statement.execute("insert into own_users values (1)");
            assertThat(statement.executeUpdate("delete from own_users")).isEqualTo(1);
        } finally {
            jdbc().execute("drop owned by owner_of_users");
            jdbc().execute("drop user owner_of_users");
        }
    }
}
