package io.tiergate.boot.guest;

import static io.tiergate.boot.guest.Hosts.assertGuarded;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.boot.guest.HostPersistenceTest.OwnScans;
import io.tiergate.boot.guest.elsewhere.Note;
import io.tiergate.boot.guest.elsewhere.Notes;
import io.tiergate.testing.FreshDatabase;
import io.tiergate.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.JdbcTemplate;

/** A host whose tables are not where its connections are by themselves. */
class HostSchemaTest {

    private FreshDatabase database = TestDatabase.H2.fresh();

    @AfterEach
    void drop() {
        database.close();
    }

    private ApplicationContextRunner host() {
        return Hosts.on(database, OwnScans.class).withPropertyValues("spring.jpa.hibernate.ddl-auto=create");
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void ourTablesAreInItsDefaultSchemaOfHibernate(TestDatabase type) {
        database.close();
        database = type.fresh();
        new JdbcTemplate(database.dataSource()).execute("create schema app");
        host().withPropertyValues("spring.jpa.properties.hibernate.default_schema=app")
                .run(context -> {
                    context.getBean(Notes.class).save(new Note("there"));
                    assertGuarded(context);
                });
        assertThat(schemas("note")).containsExactly("app");
        assertThat(schemas("tiergate_grant")).containsExactly("app");
    }

    @Test
    void ourTablesAreInItsDefaultCatalogOfHibernateOnMariadb() {
        database.close();
        database = TestDatabase.MARIADB.fresh();
        String app = "app_" + System.nanoTime();
        JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
        jdbc.execute("create database " + app);
        try {
            host().withPropertyValues("spring.jpa.properties.hibernate.default_catalog=" + app)
                    .run(context -> {
                        context.getBean(Notes.class).save(new Note("there"));
                        assertGuarded(context);
                    });
            assertThat(schemas("note")).containsExactly(app);
            assertThat(schemas("tiergate_grant")).contains(app);
        } finally {
            jdbc.execute("drop database " + app);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void ourTablesAreInItsDefaultSchemaOfFlyway(TestDatabase type) {
        database.close();
        database = type.fresh();
        String app = type == TestDatabase.H2 ? "APP" : "app";
        host().withPropertyValues("spring.flyway.default-schema=" + app).run(context -> assertGuarded(context));

        assertThat(schemas("tiergate_grant")).containsExactly("app");
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void ourTablesAreWhereOurPropertySays(TestDatabase type) {
        database.close();
        database = type.fresh();
        host().withPropertyValues("tiergate.schema.name=Permissions of All").run(context -> assertGuarded(context));

        assertThat(schemas("tiergate_grant")).containsExactly("permissions of all");
    }

    @Test
    void ourTablesAreWhereTheConnectionsAre() {
        database.close();
        database = TestDatabase.POSTGRESQL.fresh();
        new JdbcTemplate(database.dataSource()).execute("create schema app");
        host().withPropertyValues("spring.datasource.hikari.schema=app").run(context -> {
            context.getBean(Notes.class).save(new Note("there"));
            assertGuarded(context);
        });

        assertThat(schemas("note")).containsExactly("app");
        assertThat(schemas("tiergate_grant")).containsExactly("app");
    }

    private List<String> schemas(String table) {
        return new JdbcTemplate(database.dataSource())
                .queryForList(
                        "select lower(table_schema) from information_schema.tables where lower(table_name) = ?",
                        String.class,
                        table);
    }
}
