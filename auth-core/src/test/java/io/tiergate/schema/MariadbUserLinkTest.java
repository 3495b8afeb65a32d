package io.tiergate.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.testing.TestDatabase;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MariadbUserLinkTest extends UserLinkContract {

    MariadbUserLinkTest() {
        super(TestDatabase.MARIADB);
    }

    @Test
    void aRowThatIsReplacedStartsWithNothing() {
        Subject subject = Subject.user("user-" + number());
        give(administration(), subject);
        String table = linkedTable();
        insert(table, subject.id());

        jdbc().update("replace into " + table + " (id, name) values (?, 'another')", subject.id());

        assertThat(mayDo(subject)).isEmpty();
    }

    /** Which has another name. */
    @Test
    void aCopyOfTheDatabaseIsLinkedToItself() {
        String table = linkedTable();
        String link = jdbc().queryForObject(
                        "select link_name from tiergate_user_link where table_name = ?", String.class, table);

        for (String event : new String[] {"_d", "_u"}) {
            String statement = (String)
                    jdbc().queryForMap("show create trigger " + link + event).get("SQL Original Statement");
            assertThat(statement).contains("tiergate_subject").doesNotContain(schema());
        }
    }

    @Test
    void theStatementsForATableElsewhereNameWhereOursAre() {
        UserLink link = UserLink.of("app_user", "id").inSchema("crm");

        assertThatThrownBy(() -> link.createStatements(Vendor.MARIADB))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("'crm'", "tiergateSchema");
        assertThat(link.tiergateSchema("permissions").createStatements(Vendor.MARIADB))
                .allSatisfy(sql -> assertThat(sql).contains("`permissions`.tiergate_"));
    }

    private String schema() {
        return Objects.requireNonNull(jdbc().queryForObject("select database()", String.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ANSI",
                "NO_BACKSLASH_ESCAPES",
                "ANSI_QUOTES,PIPES_AS_CONCAT",
                "PAD_CHAR_TO_FULL_LENGTH",
                "TRADITIONAL",
                ""
            })
    void itWorksInEveryMode(String mode) {
        Subject subject = Subject.user("user \\ \" " + number());
        administration().because("\\ \" \n").groups().addMember("office", subject);
        String table = "app_user_\\'" + number();
        jdbc().execute("create table " + quoted(table) + " (id char(100) character set utf8mb4)");
        connected(connection -> {
            connection.createStatement().execute("set sql_mode = '" + mode + "'");
            UserLink.of(table, "id").create(connection);
            connection.createStatement().execute("set sql_mode = default");
        });
        jdbc().update("insert into " + quoted(table) + " values (?)", subject.id());
        long before = revision(Tenant.DEFAULT);

        jdbc().update("delete from " + quoted(table));

        assertThat(mayDo(subject)).isEmpty();
        assertThat(log(Tenant.DEFAULT, before).get(0).reason()).isEqualTo("deleted from " + table);
        assertThat(log(Tenant.DEFAULT, before).get(0).changes().get(0).before())
                .contains("user \\\\ \\\" ", "\"reason\":\"\\\\ \\\" \\n\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"latin1", "utf8mb3", "utf8mb4 collate utf8mb4_general_ci", "ucs2"})
    void itWorksWithEveryCharacterSetOfTheKey(String characters) {
        Subject subject = Subject.user("ü" + number());
        Subject upper = Subject.user("Ü" + number());
        give(administration(), subject, upper);
        String table = table("varchar(100) character set " + characters);
        link(UserLink.of(table, "id"));
        insert(table, subject.id());

        delete(table, subject.id());

        assertThat(mayDo(subject)).isEmpty();
        assertThat(mayDo(upper)).hasSize(3);
    }
}
