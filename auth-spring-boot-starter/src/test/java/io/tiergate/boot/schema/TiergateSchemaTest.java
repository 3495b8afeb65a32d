package io.tiergate.boot.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.schema.SchemaMigration;
import io.tiergate.testing.FreshDatabase;
import io.tiergate.testing.TestDatabase;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which schema is Tiergate's, by what the application says. */
class TiergateSchemaTest {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    DataSourceAutoConfiguration.class,
                    FlywayAutoConfiguration.class,
                    TiergateSchemaAutoConfiguration.class));

    private FreshDatabase database;

    @BeforeEach
    void open() {
        database = TestDatabase.H2.fresh();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private ApplicationContextRunner on(FreshDatabase database) {
        return runner.withPropertyValues(
                "spring.datasource.url=" + database.url(),
                "spring.datasource.username=" + database.username(),
                "spring.datasource.password=" + database.password());
    }

    /** The name, and that the tables are there. */
    private void assertName(String name, String... properties) {
        assertName(on(database), name, properties);
    }

    private static void assertName(ApplicationContextRunner runner, String name, String... properties) {
        runner.withPropertyValues(properties).run(context -> {
            assertThat(context.getBean(TiergateSchema.class).name()).isEqualTo(name);
            new SchemaMigration(context.getBean(DataSource.class), name).validate();
        });
    }

    @Test
    void isThatOfTheConnectionsIfNothingIsSaid() {
        assertName(null);
    }

    @Test
    void isTheOneOfItsOwnPropertyFirst() {
        assertName(
                "OWN",
                "tiergate.schema.name=OWN",
                "spring.jpa.properties.hibernate.default_schema=HIBERNATE",
                "spring.flyway.default-schema=FLYWAY");
        assertName("FLYWAY", "tiergate.schema.name=", "spring.flyway.default-schema=FLYWAY");
    }

    @Test
    void isTheOneOfHibernateNext() {
        assertName(
                "HIBERNATE",
                "spring.jpa.properties.hibernate.default_schema=HIBERNATE",
                "spring.jpa.properties.hibernate.default_catalog=CATALOG",
                "spring.flyway.default-schema=FLYWAY");
    }

    @Test
    void isTheOneOfTheHostsFlywayLast() {
        assertName("FIRST", "spring.flyway.schemas=FIRST,SECOND");
        assertName("DEFAULT", "spring.flyway.default-schema=DEFAULT", "spring.flyway.schemas=FIRST,SECOND");
    }

    @ParameterizedTest
    @EnumSource(names = "MARIADB")
    void isTheCatalogOfHibernateWhereADatabaseIsTheSchema(TestDatabase type) {
        try (FreshDatabase mariadb = type.fresh()) {
            String catalog = mariadb.name() + "_catalog";
            assertName(
                    on(mariadb),
                    catalog,
                    "spring.jpa.properties.hibernate.default_schema=schema",
                    "spring.jpa.properties.hibernate.default_catalog=" + catalog);
        }
    }

    @Test
    void isTheSameWhereTheHostsMigrationsRunElsewhere() {
        assertName("DEFAULT", "spring.flyway.enabled=false", "spring.flyway.default-schema=DEFAULT");
        assertName(
                on(database).withClassLoader(new FilteredClassLoader(FlywayConnectionDetails.class)),
                "FIRST",
                "spring.flyway.enabled=false",
                "spring.flyway.schemas[0]=FIRST");
    }

    @Test
    void isTheOneOfTheHostsOwnFlywayBean() {
        assertName(
                on(database)
                        .withBean(
                                Flyway.class,
                                () -> Flyway.configure()
                                        .dataSource(database.dataSource())
                                        .defaultSchema("BEAN")
                                        .load()),
                "BEAN",
                "spring.flyway.default-schema=IGNORED");
    }

    /** It may migrate something else altogether. */
    @Test
    void isNotThatOfAFlywayBeanForAnotherDataSource() {
        try (FreshDatabase other = TestDatabase.H2.fresh()) {
            DataSource reports = other.dataSource();
            assertName(
                    on(database)
                            .withBean("dataSource", DataSource.class, database::dataSource, bean -> {
                                bean.setPrimary(true);
                                bean.setDestroyMethodName("");
                            })
                            .withBean("reports", DataSource.class, () -> reports, bean -> bean.setDestroyMethodName(""))
                            .withBean(
                                    Flyway.class,
                                    () -> Flyway.configure()
                                            .dataSource(reports)
                                            .defaultSchema("REPORTS")
                                            .load()),
                    null);
        }
    }

    @ParameterizedTest
    @CsvSource({"H2,app,APP", "H2,App,APP", "POSTGRESQL,APP,app", "POSTGRESQL,app,app"})
    void isSpelledAsTheCatalogueDoesWhereHibernateDoesNotQuote(TestDatabase type, String written, String spelled) {
        try (FreshDatabase fresh = type.fresh()) {
            new JdbcTemplate(fresh.dataSource()).execute("CREATE SCHEMA app");

            assertName(on(fresh), spelled, "spring.jpa.properties.hibernate.default_schema=" + written);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void isExactlyAsItsOwnPropertySpellsIt(TestDatabase type) {
        try (FreshDatabase fresh = type.fresh()) {
            JdbcTemplate jdbc = new JdbcTemplate(fresh.dataSource());
            jdbc.execute("CREATE SCHEMA \"app\"");
            jdbc.execute("CREATE SCHEMA \"APP\"");

            assertName(on(fresh), "app", "tiergate.schema.name=app");
            assertName(on(fresh), "APP", "tiergate.schema.name=APP");
            assertName(on(fresh), "App", "tiergate.schema.name=App");
        }
    }
}
