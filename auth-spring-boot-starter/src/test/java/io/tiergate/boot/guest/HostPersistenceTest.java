package io.tiergate.boot.guest;

import static io.tiergate.boot.guest.Hosts.assertGuarded;
import static io.tiergate.boot.guest.Hosts.grant;
import static io.tiergate.boot.guest.Hosts.tables;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.boot.guest.Hosts.Plain;
import io.tiergate.boot.guest.elsewhere.Note;
import io.tiergate.boot.guest.elsewhere.Notes;
import io.tiergate.testing.FreshDatabase;
import io.tiergate.testing.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.naming.PhysicalNamingStrategy;
import org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** A host's own JPA, in the many ways that hosts have it, each beside Tiergate on one database. */
class HostPersistenceTest {

    private FreshDatabase database = TestDatabase.H2.fresh();

    @AfterEach
    void drop() {
        database.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EntityScan(basePackageClasses = Note.class)
    @EnableJpaRepositories(basePackageClasses = Notes.class)
    static class OwnScans {}

    private ApplicationContextRunner host() {
        return Hosts.on(database, OwnScans.class).withPropertyValues("spring.jpa.hibernate.ddl-auto=create");
    }

    @ParameterizedTest
    @EnumSource
    void itsOwnEntityScanAndRepositoriesAreAllThatItHas(TestDatabase type) {
        database.close();
        database = type.fresh();
        host().run(context -> {
            context.getBean(Notes.class).save(new Note("ours"));

            assertThat(context.getBean(Notes.class).count()).isEqualTo(1);
            assertThat(context.getBean(EntityManagerFactory.class)
                            .getMetamodel()
                            .getEntities())
                    .extracting(entity -> (Object) entity.getJavaType())
                    .containsExactly(Note.class);
            assertThat(context.getBeansOfType(EntityManagerFactory.class)).hasSize(1);
            assertGuarded(context);
        });
    }

    /** Gives every table and every column of the host a prefix. */
    public static class Prefixing extends PhysicalNamingStrategySnakeCaseImpl {

        @Override
        public Identifier toPhysicalTableName(Identifier name, JdbcEnvironment environment) {
            return prefixed(super.toPhysicalTableName(name, environment));
        }

        @Override
        public Identifier toPhysicalSequenceName(Identifier name, JdbcEnvironment environment) {
            return prefixed(super.toPhysicalSequenceName(name, environment));
        }

        @Override
        public Identifier toPhysicalColumnName(Identifier name, JdbcEnvironment environment) {
            return prefixed(super.toPhysicalColumnName(name, environment));
        }

        private static Identifier prefixed(Identifier name) {
            return Identifier.toIdentifier("app_" + name.getText(), name.isQuoted());
        }
    }

    @ParameterizedTest
    @EnumSource
    void itsNamingStrategyNamesItsOwnTablesOnly(TestDatabase type) {
        database.close();
        database = type.fresh();
        host().withBean(PhysicalNamingStrategy.class, Prefixing::new).run(context -> {
            context.getBean(Notes.class).save(new Note("ours"));

            assertThat(tables(database.dataSource()))
                    .contains("app_note", "tiergate_grant")
                    .doesNotContain("app_tiergate_grant");
            assertGuarded(context);
        });
    }

    @ParameterizedTest
    @EnumSource
    void itsQuotedIdentifiersQuoteItsOwnOnly(TestDatabase type) {
        database.close();
        database = type.fresh();
        host().withPropertyValues("spring.jpa.properties.hibernate.globally_quoted_identifiers=true")
                .run(context -> {
                    context.getBean(Notes.class).save(new Note("ours"));

                    assertThat(context.getBean(Notes.class).count()).isEqualTo(1);
                    assertGuarded(context);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "validate", "update", "create", "create-drop", "create-only", "drop"})
    void itsSchemaToolsNeitherDropNorAlterNorMissOurTables(String ddlAuto) {
        JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
        host().run(context -> grant(context));
        String before = columns(jdbc);

        host().withPropertyValues("spring.jpa.hibernate.ddl-auto=" + ddlAuto).run(context -> {
            if (!ddlAuto.equals("create-only")) {
                // That fails at the table that it made before; also then ours must be left alone.
                assertThat(context).hasNotFailed();
            }
        });

        assertThat(columns(jdbc)).isEqualTo(before);
        assertThat(jdbc.queryForObject("select count(*) from tiergate_grant", Long.class))
                .isEqualTo(1);
    }

    @Test
    void anEmbeddedDatabaseThatHibernateDropsAtTheEndKeepsOurTables() {
        Hosts.on(database, Plain.class)
                .withPropertyValues("spring.flyway.enabled=false")
                .run(context -> {
                    assertThat(context.getBean(EntityManagerFactory.class).getProperties())
                            .containsEntry("hibernate.hbm2ddl.auto", "create-drop");
                    assertGuarded(context);
                });
        assertThat(tables(database.dataSource())).contains("tiergate_grant");
    }

    @ParameterizedTest
    @EnumSource
    void aFailedTransactionOfItsTakesOurChangeBack(TestDatabase type) {
        database.close();
        database = type.fresh();
        host().run(context -> {
            context.getBean(TransactionTemplate.class).executeWithoutResult(status -> {
                context.getBean(Notes.class).save(new Note("gone"));
                grant(context);
                status.setRollbackOnly();
            });

            assertThat(context.getBean(Notes.class).count()).isZero();
            assertGuarded(context);
        });
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(
            excludeName = {
                "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
                "org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration"
            })
    static class JdbcOnly {}

    @ParameterizedTest
    @EnumSource
    void aHostWithoutJpaHasItsJdbcTransactionsWithUs(TestDatabase type) {
        database.close();
        database = type.fresh();
        Hosts.on(database, JdbcOnly.class).run(context -> {
            JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
            jdbc.execute("create table note (id bigint primary key)");

            context.getBean(TransactionTemplate.class).executeWithoutResult(status -> {
                jdbc.update("insert into note (id) values (1)");
                grant(context);
                status.setRollbackOnly();
            });

            assertThat(context).doesNotHaveBean(EntityManagerFactory.class);
            assertThat(jdbc.queryForObject("select count(*) from note", Long.class))
                    .isZero();
            assertGuarded(context);
        });
    }

    private static String columns(JdbcTemplate jdbc) {
        return jdbc.queryForList("select table_name, column_name, data_type, is_nullable, column_default"
                        + " from information_schema.columns where lower(table_name) like 'tiergate%'"
                        + " order by table_name, ordinal_position")
                .toString();
    }
}
