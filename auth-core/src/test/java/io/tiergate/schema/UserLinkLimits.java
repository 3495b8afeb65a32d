package io.tiergate.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiergate.Subject;
import io.tiergate.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a link cannot do, as its documentation says. */
interface UserLinkLimits extends UserLinkScene {

    @Test
    default void truncateGoesPastTheLink() {
        Subject subject = Subject.user("user-" + number());
        give(administration(), subject);
        String table = linkedTable();
        insert(table, subject.id());

        jdbc().execute("truncate table " + table);

        assertThat(jdbc().queryForObject("select count(*) from " + table, Integer.class))
                .isZero();
        assertThat(mayDo(subject)).hasSize(3);
    }

    @Test
    default void whatACascadeDeletesGoesPastTheLinkOnMariadbOnly() {
        Subject subject = Subject.user("user-" + number());
        give(administration(), subject);
        String table = "app_user_" + number();
        jdbc().execute("create table org_of_" + table + " (id bigint not null primary key)");
        jdbc().execute("create table " + table + " (id varchar(100) not null primary key, org bigint,"
                + " foreign key (org) references org_of_" + table + " (id) on delete cascade)");
        link(UserLink.of(table, "id"));
        jdbc().update("insert into org_of_" + table + " values (1)");
        jdbc().update("insert into " + table + " values (?, 1)", subject.id());

        jdbc().update("delete from org_of_" + table);

        assertThat(jdbc().queryForObject("select count(*) from " + table, Integer.class))
                .isZero();
        assertThat(mayDo(subject)).hasSize(database() == TestDatabase.MARIADB ? 3 : 0);
    }

    @Test
    default void withoutTheRightToCreateATriggerNothingIsLinked() throws SQLException {
        String table = table("varchar(100)");
        String user = "limited" + number();
        admin(user, "all", table);
        try (Connection connection = connect(user)) {
            assertThatThrownBy(() -> UserLink.of(table, "id").create(connection))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContainingAll(
                            "Cannot link the table",
                            database() == TestDatabase.H2 ? "only an administrator" : "the right TRIGGER on")
                    .satisfies(refusal -> assertThat(refusal.getMessage()).containsIgnoringCase(table));
        } finally {
            drop(user);
        }

        assertThat(jdbc().queryForList(
                                "select link_name from tiergate_user_link where lower(table_name) = ?",
                                String.class,
                                table))
                .isEmpty();
        Subject subject = Subject.user("user-" + number());
        give(administration(), subject);
        insert(table, subject.id());
        delete(table, subject.id());
        assertThat(mayDo(subject)).hasSize(3);
    }

    /** On H2 the trigger has the rights of who deletes, so that the deletion fails: better than leaving the subject. */
    @Test
    default void whoDeletesNeedsRightsOnOurTablesOnH2Only() throws SQLException {
        Subject subject = Subject.user("user-" + number());
        give(administration(), subject);
        String table = linkedTable();
        insert(table, subject.id());
        String user = "deleting" + number();
        admin(user, "none", table);
        try (Connection connection = connect(user);
                Statement statement = connection.createStatement()) {
            String delete = "delete from " + table;
            if (database() == TestDatabase.H2) {
                assertThatThrownBy(() -> statement.execute(delete)).isInstanceOf(SQLException.class);
                assertThat(mayDo(subject)).hasSize(3);
                return;
            }
            statement.execute(delete);
        } finally {
            drop(user);
        }

        assertThat(mayDo(subject)).isEmpty();
    }

    /** Makes a user who may change the table of users, and ours, or not. */
    private void admin(String user, String rightsOnOurs, String table) {
        String account = database() == TestDatabase.MARIADB ? "'" + user + "'@'127.0.0.1'" : user;
        jdbc().execute(
                        switch (database()) {
                            case H2 -> "create user " + user + " password 'secret'";
                            case POSTGRESQL -> "create user " + user + " password 'secret'";
                            case MARIADB -> "create user " + account + " identified by 'secret'";
                        });
        jdbc().execute("grant select, insert, update, delete on " + table + " to " + account);
        if (database() == TestDatabase.POSTGRESQL) {
            jdbc().execute("grant usage, create on schema public to " + account);
        }
        if (rightsOnOurs.equals("all")) {
            for (String ours : List.of(
                    "tenant",
                    "permission",
                    "bundle",
                    "group",
                    "subject",
                    "group_member",
                    "grant",
                    "change_set",
                    "change",
                    "user_link")) {
                jdbc().execute("grant select, insert, update, delete on tiergate_" + ours + " to " + account);
            }
            if (database() != TestDatabase.H2) {
                jdbc().execute("grant select, "
                        + (database() == TestDatabase.MARIADB
                                ? "insert on tiergate_sequence"
                                : "usage on sequence tiergate_sequence")
                        + " to " + account);
            }
        }
    }

    /** Without the settings of H2's that only an administrator may give. */
    private Connection connect(String user) throws SQLException {
        return DriverManager.getConnection(fresh().url().replaceFirst(";.*", ""), user, "secret");
    }

    private void drop(String user) {
        if (database() == TestDatabase.POSTGRESQL) {
            jdbc().execute("drop owned by " + user);
        }
        jdbc().execute("drop user " + user + (database() == TestDatabase.MARIADB ? "@'127.0.0.1'" : ""));
    }
}
