package io.tiergate.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiergate.InvalidNameException;
import io.tiergate.Tenant;
import io.tiergate.testing.FreshDatabase;
import io.tiergate.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a link says to input that it cannot take; nothing of it is written then. */
interface UserLinkErrors extends UserLinkScene {

    @Test
    default void aTableThatIsNotThere() {
        refused(UserLink.of("nowhere", "id"), "no table 'nowhere'", "inSchema");
        refused(UserLink.of("\"app_user\"", "id"), "no table '\"app_user\"'", "without quotes");
        refused(UserLink.of(table("bigint"), "id").inSchema("elsewhere"), "no schema 'elsewhere'");
        refused(UserLink.of(table("bigint"), "id").tiergateSchema("elsewhere"), "no schema 'elsewhere'");
    }

    @Test
    default void aColumnThatIsNotThere() {
        String table = table("bigint");
        refused(UserLink.of(table, "user_id"), "no column 'user_id'", table);
        refused(UserLink.of(table, "id").tenantColumn("customer"), "no column 'customer'", table);
    }

    @Test
    default void aView() {
        String table = table("bigint");
        jdbc().execute("create view view_of_" + table + " as select * from " + table);

        refused(UserLink.of("view_of_" + table, "id"), "is not a table", "VIEW");
    }

    @ParameterizedTest
    @ValueSource(strings = {"decimal(10, 2)", "double precision", "boolean", "date", "timestamp", "bytes", "padded"})
    default void aColumnWhoseTextIsNotTheSameEverywhere(String type) {
        String inDatabase = switch (type) {
            case "boolean" -> database() == TestDatabase.MARIADB ? "bit" : type;
            case "bytes" -> database() == TestDatabase.POSTGRESQL ? "bytea" : "varbinary(16)";
            case "padded" -> database() == TestDatabase.MARIADB ? "int(9) zerofill" : "numeric(9)";
            default -> type;
        };
        String table = "app_user_" + number();
        jdbc().execute("create table " + table + " (id " + inDatabase + " not null, name bigint)");

        refused(UserLink.of(table, "id"), "type", "'id'", table, "uuid");
        refused(UserLink.of(table, "name").tenantColumn("id"), "type", "'id'", table, "uuid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "User", "a b", "anonymous", "user:x"})
    default void aSubjectTypeThatIsNone(String type) {
        assertThatThrownBy(() -> UserLink.of("app_user", "id").subjectType(type))
                .isInstanceOf(InvalidNameException.class);
    }

    @Test
    default void whatIsEmptyOrShared() {
        UserLink link = UserLink.of("app_user", "id");
        assertThatThrownBy(() -> UserLink.of("", "id")).hasMessageContainingAll("table", "empty");
        assertThatThrownBy(() -> UserLink.of("app_user", "")).hasMessageContainingAll("key column", "empty");
        assertThatThrownBy(() -> link.inSchema("")).hasMessageContainingAll("schema", "empty");
        assertThatThrownBy(() -> link.tiergateSchema("")).hasMessageContainingAll("schema", "empty");
        assertThatThrownBy(() -> link.tenantColumn("")).hasMessageContainingAll("tenant column", "empty");
        assertThatThrownBy(() -> link.inTenant(Tenant.SHARED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'shared'");
    }

    @Test
    default void tablesOfOursThatAreNotThereOrTooOld() throws SQLException {
        try (FreshDatabase empty = database().fresh();
                Connection connection = empty.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table app_user (id bigint not null primary key)");
            UserLink link = UserLink.of("app_user", "id");

            assertThatThrownBy(() -> link.create(connection))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContainingAll("not in schema", UserLinkNames.schemaOf(connection), "TiergateMigration");

            statement.execute("create table tiergate_subject (id bigint not null primary key)");
            assertThatThrownBy(() -> link.create(connection))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContainingAll("older than version 2", "TiergateMigration");
        }
    }

    @Test
    default void undoingWhatIsNotLinked() {
        String table = table("bigint");
        UserLink link = UserLink.of(table, "id");
        assertThatThrownBy(() -> unlink(link))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("is not linked by the column", "type 'user' in every tenant");

        link(link.subjectType("service").inTenant(Tenant.DEFAULT));
        assertThatThrownBy(() -> unlink(link.subjectType("service").tenantColumn("name")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll(
                        "is not linked by the column",
                        "for subjects of type 'service' in the tenant that",
                        "Linked are: ",
                        "for subjects of type 'service' in tenant 'default'");

        unlink(link.subjectType("service").inTenant(Tenant.DEFAULT));
        assertThatThrownBy(() -> unlink(link.subjectType("service").inTenant(Tenant.DEFAULT)))
                .hasMessageContaining("is not linked");
        assertThatThrownBy(() -> unlink(UserLink.of("nowhere", "id"))).hasMessageContaining("no table 'nowhere'");
    }

    @Test
    default void aTableThatIsGoneCanStillBeUnlinked() {
        String table = linkedTable();
        jdbc().execute("drop table " + table);

        unlink(UserLink.of(table, "id"));

        assertThat(links(table)).isEmpty();
        assertThatThrownBy(() -> unlink(UserLink.of(table, "id"))).isInstanceOf(IllegalArgumentException.class);
    }

    private void refused(UserLink link, String... parts) {
        List<String> rows = links("");
        int triggers = triggers();

        assertThatThrownBy(() -> link(link))
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(refusal -> assertThat(refusal.getMessage()).containsIgnoringCase(parts[0]))
                .satisfies(refusal -> {
                    for (String part : parts) {
                        assertThat(refusal.getMessage()).containsIgnoringCase(part);
                    }
                });

        assertThat(links("")).isEqualTo(rows);
        assertThat(triggers()).isEqualTo(triggers);
    }

    private List<String> links(String table) {
        return jdbc().queryForList(
                        "select link_name from tiergate_user_link where lower(table_name) like ? order by 1",
                        String.class,
                        "%" + table);
    }

    private int triggers() {
        Integer count = jdbc().queryForObject("select count(*) from information_schema.triggers", Integer.class);
        return count == null ? -1 : count;
    }
}
