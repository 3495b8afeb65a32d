package io.tiergate.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the host's tables and columns are found, whatever their names. */
interface UserLinkNames extends UserLinkScene {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select",
                "user",
                "App User",
                "app.user",
                "it's",
                "a \"quoted\" one",
                "a `ticked` one",
                "back\\slash",
                "per%cent_under_score",
                "$tiergate$",
                "semi;colon--",
                "{fn now()}",
                "? :name ${x}",
                "Üser 表",
                "new",
                "old",
                "v_subject",
                "tiergate_subject_of_the_host",
                "a name of sixty three characters, which is as long as one may be"
            })
    default void tablesAndColumnsOfAnyNameAreLinkedByItAndUnlinked(String name) {
        String given = name.substring(0, Math.min(name.length(), 63));
        Subject first = Subject.user("user-" + number());
        Subject second = Subject.user("user-" + number());
        Subject third = Subject.user("user-" + number());
        give(administration(), first, second, third);
        String key = quoted(given);
        String table = quoted(given);
        jdbc().execute("drop table if exists " + table);
        jdbc().execute("create table " + table + " (" + key + " varchar(100) not null, name varchar(100))");
        UserLink link = UserLink.of(given, given);
        link(link);
        for (Subject subject : List.of(first, second, third)) {
            jdbc().update("insert into " + table + " (" + key + ") values (?)", subject.id());
        }
        long before = revision(Tenant.DEFAULT);

        jdbc().update("delete from " + table + " where " + key + " = ?", first.id());
        jdbc().update("update " + table + " set " + key + " = 'other' where " + key + " = ?", second.id());

        assertThat(mayDo(first)).isEmpty();
        assertThat(mayDo(second)).isEmpty();
        assertThat(log(Tenant.DEFAULT, before))
                .extracting(set -> set.reason())
                .containsExactly("deleted from " + given, given + " changed in " + given);
        unlink(link);
        jdbc().update("delete from " + table);
        assertThat(mayDo(third)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"as it was written", "upper", "lower", "mixed"})
    default void aNameThatWasWrittenWithoutQuotesIsFoundInAnyCase(String how) {
        Subject subject = Subject.user("user-" + number());
        give(administration(), subject);
        String table = "App_User_" + number();
        jdbc().execute("create table " + table + " (User_Id varchar(100) not null)");
        UserLink link = switch (how) {
            case "upper" -> UserLink.of(table.toUpperCase(Locale.ROOT), "USER_ID");
            case "lower" -> UserLink.of(table.toLowerCase(Locale.ROOT), "user_id");
            case "mixed" -> UserLink.of(table.replace('U', 'u'), "user_ID");
            default -> UserLink.of(table, "User_Id");
        };
        link(link);
        jdbc().update("insert into " + table + " values (?)", subject.id());

        jdbc().update("delete from " + table);

        assertThat(mayDo(subject)).isEmpty();
        unlink(link);
    }

    @Test
    default void theExactNameGoesBeforeTheFoldedOneAndThatBeforeOthers() {
        Subject exact = Subject.user("user-" + number());
        Subject other = Subject.user("user-" + number());
        give(administration(), exact, other);
        String name = "twin" + number();
        String asFolded = database() == TestDatabase.H2 ? name.toUpperCase(Locale.ROOT) : name;
        String mixed = "T" + name.substring(1);
        for (String table : List.of(asFolded, mixed)) {
            jdbc().execute("create table " + quoted(table) + " (" + quoted("id") + " varchar(100) not null)");
        }
        link(UserLink.of(mixed, "id"));
        jdbc().update("insert into " + quoted(mixed) + " values (?)", exact.id());
        jdbc().update("insert into " + quoted(asFolded) + " values (?)", other.id());

        jdbc().update("delete from " + quoted(mixed));
        jdbc().update("delete from " + quoted(asFolded));
        assertThat(mayDo(exact)).isEmpty();
        assertThat(mayDo(other)).isNotEmpty();

        link(UserLink.of(name, "id"));
        jdbc().update("insert into " + quoted(asFolded) + " values (?)", other.id());
        jdbc().update("delete from " + quoted(asFolded));
        assertThat(mayDo(other)).isEmpty();
    }

    @Test
    default void aNameThatCouldMeanSeveralIsRefusedWithAllOfThem() {
        String name = "several" + number();
        String first = "S" + name.substring(1);
        String second = "sE" + name.substring(2);
        for (String table : List.of(first, second)) {
            jdbc().execute("create table " + quoted(table) + " (id varchar(100) not null)");
        }

        assertThatThrownBy(() -> link(UserLink.of(name, "id")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("'" + name + "'", first, second, "exact case");
    }

    @Test
    default void theTableMayBeInAnotherSchema() {
        Subject subject = Subject.user("user-" + number());
        give(administration(), subject);
        String schema = "App " + number();
        jdbc().execute("create schema " + quoted(schema));
        String table = quoted(schema) + ".app_user";
        jdbc().execute("create table " + table + " (id varchar(100) not null)");
        UserLink link = UserLink.of("app_user", "id").inSchema(schema);
        link(link);
        jdbc().update("insert into " + table + " values (?)", subject.id());

        jdbc().update("delete from " + table);
        assertThat(mayDo(subject)).isEmpty();

        unlink(link);
        give(administration(), subject);
        jdbc().update("insert into " + table + " values (?)", subject.id());
        jdbc().update("delete from " + table);
        assertThat(mayDo(subject)).isNotEmpty();
        jdbc().execute("drop schema " + quoted(schema) + (database() == TestDatabase.MARIADB ? "" : " cascade"));
    }

    @Test
    default void ourTablesMayBeInAnotherSchemaThanTheConnections() throws SQLException {
        Subject subject = Subject.user("user-" + number());
        give(administration(), subject);
        String schema = "host" + number();
        String table = quoted(schema) + ".app_user";
        jdbc().execute("create schema " + quoted(schema));
        jdbc().execute("create table " + table + " (id varchar(100) not null)");
        try (Connection connection =
                DriverManager.getConnection(fresh().url(), fresh().username(), fresh().password())) {
            String ours = schemaOf(connection);
            if (database() == TestDatabase.MARIADB) {
                connection.setCatalog(schema);
            } else {
                connection.setSchema(schema);
            }
            UserLink link = UserLink.of("app_user", "id").tiergateSchema(ours);
            assertThatThrownBy(() -> UserLink.of("app_user", "id").create(connection))
                    .hasMessageContainingAll("'" + schema + "'", "tiergateSchema");
            link.create(connection);
            jdbc().update("insert into " + table + " values (?), ('somebody')", subject.id());

            jdbc().update("delete from " + table + " where id = 'somebody'");
            connection.createStatement().execute("delete from app_user");
            assertThat(mayDo(subject)).isEmpty();

            link.drop(connection);
        }
        jdbc().execute("drop schema " + quoted(schema) + (database() == TestDatabase.MARIADB ? "" : " cascade"));
    }

    /** As {@link Connection#getSchema} says, which on MariaDB is called a catalogue. */
    static String schemaOf(Connection connection) throws SQLException {
        String schema = connection.getSchema();
        return schema == null ? connection.getCatalog() : schema;
    }
}
