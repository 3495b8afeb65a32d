package io.tiergate.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Grant;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.schema.HostMigration.Work;
import io.tiergate.testing.TestDatabase;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is removed when, and who is not. */
interface UserLinkRemoval extends UserLinkScene {

    List<String> ALL = List.of("direct", "bundled", "grouped");

    /** The kinds of keys that user tables have. */
    enum Key {
        BIGINT("bigint", number -> number * 10_000_000_000L),
        UUID_("uuid", number -> new UUID(number, number)),
        VARCHAR("varchar(100)", number -> "User №" + number + " 😀");

        private final String type;
        private final IntFunction<Object> make;

        Key(String type, IntFunction<Object> make) {
            this.type = type;
            this.make = make;
        }
    }

    @ParameterizedTest
    @EnumSource
    default void aLinkOfTheHostsMigrationRemovesWhoIsDeletedUntilAnotherUndoesIt(Key key) {
        int number = number();
        String table = "app_user_" + number;
        String history = "host_history_" + number;
        UserLink link = UserLink.of(table, "id");
        HostMigration tables = new HostMigration(
                1,
                Work.sql("create table " + table + " (id " + key.type + " not null primary key, name varchar(100))"));
        HostMigration linking = new HostMigration(2, link::create);
        migrate(history, tables, linking);
        Object[] keys = new Object[8];
        Subject[] subjects = new Subject[8];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = key.make.apply(number());
            subjects[i] = Subject.user(keys[i].toString());
        }
        insert(table, keys);
        give(administration(), subjects);

        assertThat(delete(table, keys[0])).isEqualTo(1);
        assertThat(mayDo(subjects[0])).isEmpty();
        assertThat(administration().subjects().find(subjects[0])).isEmpty();

        assertThat(jdbc().update("delete from " + table + " where id in (?, ?)", keys[1], keys[2]))
                .isEqualTo(2);
        assertThat(mayDo(subjects[1])).isEmpty();
        assertThat(mayDo(subjects[2])).isEmpty();

        Object fresh = key.make.apply(number());
        jdbc().update("update " + table + " set id = ? where id = ?", fresh, keys[3]);
        assertThat(mayDo(subjects[3])).isEmpty();
        assertThat(mayDo(Subject.user(fresh.toString()))).isEmpty();

        jdbc().update("update " + table + " set id = id, name = 'another'");
        assertThat(mayDo(subjects[4])).isEqualTo(ALL);

        migrate(history, tables, linking, new HostMigration(3, link::drop));
        jdbc().update("delete from " + table);
        for (int i = 4; i < keys.length; i++) {
            assertThat(mayDo(subjects[i])).isEqualTo(ALL);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"smallint", "integer", "char(30)", "text", "varchar(500)"})
    default void keysOfOtherTypesAreLinkedToo(String type) {
        boolean number = type.endsWith("int") || type.startsWith("int");
        Object key = number ? (Object) (1000 + number()) : "user-" + number() + " é";
        Subject subject = Subject.user(key.toString());
        give(administration(), subject);
        // MariaDB has no primary keys of text without a length.
        String table = "app_user_" + number();
        jdbc().execute("create table " + table + " (id " + type + " not null)");
        link(UserLink.of(table, "id"));
        insert(table, key);

        jdbc().update("update " + table + " set id = id");
        assertThat(mayDo(subject)).isEqualTo(ALL);
        jdbc().update("delete from " + table);

        assertThat(mayDo(subject)).isEmpty();
    }

    @Test
    default void aDeletionThatIsRolledBackRemovesNothing() {
        Subject subject = Subject.user("user-" + number());
        give(administration(), subject);
        String table = linkedTable();
        insert(table, subject.id());
        long before = revision(Tenant.DEFAULT);

        transaction().executeWithoutResult(status -> {
            delete(table, subject.id());
            assertThat(administration().subjects().find(subject)).isEmpty();
            assertThat(mayDo(subject)).isEqualTo(ALL);
            status.setRollbackOnly();
        });

        assertThat(mayDo(subject)).isEqualTo(ALL);
        assertThat(log(Tenant.DEFAULT, before)).isEmpty();
        assertThat(revision(Tenant.DEFAULT)).isEqualTo(before);
    }

    @Test
    default void whoGetsTheIdOfSomebodyDeletedStartsWithNothing() {
        Subject subject = Subject.user("user-" + number());
        give(administration(), subject);
        administration().subjects().suspend(subject);
        String table = linkedTable();
        insert(table, subject.id());

        delete(table, subject.id());
        insert(table, subject.id());

        assertThat(mayDo(subject)).isEmpty();
        assertThat(administration().subjects().find(subject)).isEmpty();
        administration().grants().grant(Grant.allow(subject, "direct"));
        assertThat(mayDo(subject)).containsExactly("direct");
    }

    @Test
    default void whoGetsAnIdThatWasGivenUpStartsWithNothing() {
        Subject subject = Subject.user("user-" + number());
        give(administration(), subject);
        String table = linkedTable();
        insert(table, subject.id());

        jdbc().update("update " + table + " set id = 'somebody else' where id = ?", subject.id());
        insert(table, subject.id());

        assertThat(mayDo(subject)).isEmpty();
    }

    @Test
    default void othersAreLeftAlone() {
        int number = number();
        List<Subject> alike = List.of(
                Subject.user("Alice" + number),
                Subject.user("alice" + number + " "),
                Subject.user(" alice" + number),
                Subject.user("álice" + number),
                Subject.user("alice" + number + "​"),
                Subject.user("alice"),
                Subject.service("alice" + number),
                Subject.of("user-x", "alice" + number));
        give(administration(), alike.toArray(Subject[]::new));
        Subject subject = Subject.user("alice" + number);
        give(administration(), subject);
        String table = linkedTable();
        insert(table, subject.id());

        delete(table, subject.id());

        assertThat(mayDo(subject)).isEmpty();
        assertThat(alike).allSatisfy(other -> assertThat(mayDo(other)).isEqualTo(ALL));
        assertThat(administration().groups().find("office")).isPresent();
        assertThat(administration().permissions().find("direct")).isPresent();
    }

    /** A key that the host's collation takes for the same is another. */
    @Test
    default void aKeyThatChangesInItsCaseOnlyHasChanged() {
        Subject subject = Subject.user("Bob" + number());
        give(administration(), subject);
        String table = linkedTable();
        insert(table, subject.id());

        jdbc().update("update " + table + " set id = lower(id)");

        assertThat(mayDo(subject)).isEmpty();
    }

    @Test
    default void aTableMayBeLinkedForSeveralTypesAndByOtherColumns() {
        int number = number();
        String table = table("bigint");
        UserLink link = UserLink.of(table, "id");
        link(link);
        link(link.subjectType("service"));
        link(UserLink.of(table, "name").subjectType("by-name"));
        List<Subject> subjects =
                List.of(Subject.user("" + number), Subject.service("" + number), Subject.of("by-name", "n" + number));
        Subject other = Subject.user("n" + number);
        give(administration(), subjects.toArray(Subject[]::new));
        give(administration(), other);
        jdbc().update("insert into " + table + " values (?, ?)", number, "n" + number);

        unlink(link.subjectType("service"));
        delete(table, number);

        assertThat(mayDo(subjects.get(0))).isEmpty();
        assertThat(mayDo(subjects.get(1))).isEqualTo(ALL);
        assertThat(mayDo(subjects.get(2))).isEmpty();
        assertThat(mayDo(other)).isEqualTo(ALL);
    }

    @Test
    default void aRowWithoutAKeyIsDeletedWithNobody() {
        Subject named = Subject.user("null");
        give(administration(), named);
        String table = table("bigint");
        link(UserLink.of(table, "name"));
        insert(table, 1, 2);

        jdbc().update("update " + table + " set name = 'x' where id = 2");
        assertThat(jdbc().update("delete from " + table)).isEqualTo(2);

        assertThat(mayDo(named)).isEqualTo(ALL);
    }

    @Test
    default void linkingTwiceIsLinkingOnce() {
        Subject subject = Subject.user("user-" + number());
        give(administration(), subject);
        String table = linkedTable();
        UserLink link = UserLink.of(table, "id");
        insert(table, subject.id());
        long before = revision(Tenant.DEFAULT);

        link(link);
        delete(table, subject.id());

        assertThat(log(Tenant.DEFAULT, before)).hasSize(1);
        unlink(link);
        give(administration(), subject);
        insert(table, subject.id());
        delete(table, subject.id());
        assertThat(mayDo(subject)).isEqualTo(ALL);
    }

    @Test
    default void aColumnThatIsAddedAfterwardsChangesNothing() {
        Subject subject = Subject.user("user-" + number());
        give(administration(), subject);
        String table = linkedTable();
        insert(table, subject.id());

        jdbc().execute("alter table " + table + " add column nick varchar(20)"
                + (database() == TestDatabase.POSTGRESQL
                        ? ""
                        : database() == TestDatabase.H2 ? " before id" : " first"));
        delete(table, subject.id());

        assertThat(mayDo(subject)).isEmpty();
    }

    @Test
    default void aTableThatIsRenamedStaysLinkedAndCanBeUnlinkedByItsOldName() {
        Subject first = Subject.user("user-" + number());
        Subject second = Subject.user("user-" + number());
        give(administration(), first, second);
        String table = linkedTable();
        insert(table, first.id(), second.id());

        jdbc().execute("alter table " + table + " rename to new_" + table);
        delete("new_" + table, first.id());
        unlink(UserLink.of(table, "id"));
        delete("new_" + table, second.id());

        assertThat(mayDo(first)).isEmpty();
        assertThat(mayDo(second)).isEqualTo(ALL);
    }
}
