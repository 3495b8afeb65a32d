package io.tiergate.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Subject;
import io.tiergate.schema.HostMigration.Work;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
}
