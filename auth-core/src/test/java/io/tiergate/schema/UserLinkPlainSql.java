package io.tiergate.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The statements for those who run them with other tools. */
interface UserLinkPlainSql extends UserLinkScene {

    @Test
    default void theStatementsLinkAndUnlinkAndMayBeRepeated() {
        String table = exactly(table("varchar(100)"));
        UserLink link = UserLink.of(table, exactly("id")).tiergateSchema(ours());
        Subject first = Subject.user("user-" + number());
        Subject second = Subject.user("user-" + number());
        give(administration(), first, second);
        insert(table, first.id(), second.id());

        run(link.createStatements(vendor()));
        run(link.createStatements(vendor()));
        delete(table, first.id());
        assertThat(mayDo(first)).isEmpty();

        run(link.dropStatements(vendor()));
        run(link.dropStatements(vendor()));
        delete(table, second.id());
        assertThat(mayDo(second)).hasSize(3);
    }

    @Test
    default void aLinkMadeByStatementsAndOneMadeByTheMigrationAreTheSame() {
        String table = exactly(table("varchar(100)"));
        UserLink link = UserLink.of(table, exactly("id")).inSchema(ours()).tiergateSchema(ours());
        Subject first = Subject.user("user-" + number());
        Subject second = Subject.user("user-" + number());
        give(administration(), first, second);
        insert(table, first.id(), second.id());
        long before = revision(Tenant.DEFAULT);

        run(link.createStatements(vendor()));
        link(UserLink.of(table, "id"));
        delete(table, first.id());
        assertThat(log(Tenant.DEFAULT, before)).hasSize(1);

        unlink(UserLink.of(table, "id"));
        delete(table, second.id());
        assertThat(mayDo(second)).hasSize(3);
    }

    /** As after a run of the host's migration that was interrupted, on a database that keeps what it did until then. */
    @Test
    default void whatWasInterruptedIsFinishedByRepeatingItOrUndone() {
        String table = exactly(table("varchar(100)"));
        UserLink link = UserLink.of(table, exactly("id")).inSchema(ours()).tiergateSchema(ours());
        List<String> statements = link.createStatements(vendor());
        for (int done = 1; done < statements.size(); done++) {
            Subject first = Subject.user("user-" + number());
            Subject second = Subject.user("user-" + number());
            give(administration(), first, second);
            insert(table, first.id(), second.id());

            run(statements.subList(0, done));
            link(link);
            delete(table, first.id());
            assertThat(mayDo(first)).isEmpty();
            unlink(link);

            run(statements.subList(0, done));
            run(link.dropStatements(vendor()));
            delete(table, second.id());
            assertThat(mayDo(second)).hasSize(3);
        }
    }

    @Test
    default void withoutOurSchemaTheStatementsAreOfTheCurrentOneExceptOnPostgresql() {
        String table = exactly(table("varchar(100)"));
        UserLink link = UserLink.of(table, exactly("id"));
        Subject subject = Subject.user("user-" + number());
        give(administration(), subject);
        insert(table, subject.id());

        if (database() == TestDatabase.POSTGRESQL) {
            assertThatThrownBy(() -> link.createStatements(vendor()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("tiergateSchema");
        } else {
            run(link.createStatements(vendor()));
            delete(table, subject.id());
            assertThat(mayDo(subject)).isEmpty();
            unlink(link);
        }
    }

    /** After a run that was interrupted anywhere. */
    @Test
    default void theScriptThatBringsTheTableMayRunAgain() throws IOException {
        String path = database().vendor() + "/V2__user_link.sql";
        try (InputStream script = SchemaMigration.class.getResourceAsStream(path)) {
            String sql = new String(Objects.requireNonNull(script, path).readAllBytes(), StandardCharsets.UTF_8);
            List<String> statements = Stream.of(sql.replaceAll("(?m)^--.*$", "").split(";"))
                    .map(String::strip)
                    .filter(statement -> !statement.isEmpty())
                    .toList();
            assertThat(statements).hasSize(3);

            run(statements);
        }

        assertThat(jdbc().queryForList("select version from tiergate_schema order by version", Integer.class))
                .containsOnlyOnce(2);
    }

    private void run(List<String> statements) {
        connected(connection -> {
            for (String sql : statements) {
                connection.createStatement().execute(sql);
            }
        });
    }

    private Vendor vendor() {
        return Vendor.valueOf(database().name());
    }

    private String ours() {
        String[] schema = new String[1];
        connected(connection -> schema[0] = UserLinkNames.schemaOf(connection));
        return schema[0];
    }

    /** As the catalogue has it. */
    private String exactly(String name) {
        return database() == TestDatabase.H2 ? name.toUpperCase(Locale.ROOT) : name;
    }
}
