package io.tiergate.boot.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.schema.SchemaException;
import io.tiergate.schema.SchemaMigration;
import io.tiergate.testing.FreshDatabase;
import io.tiergate.testing.RestrictedUser;
import io.tiergate.testing.TestDatabase;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** A user of its own for the migrations, and one for the application who makes no tables. */
class MigrationUserTest {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    DataSourceAutoConfiguration.class,
                    FlywayAutoConfiguration.class,
                    TiergateSchemaAutoConfiguration.class))
            .withPropertyValues("spring.flyway.locations=classpath:io/tiergate/boot/host/migration");

    private ApplicationContextRunner as(RestrictedUser user) {
        return runner.withPropertyValues(
                "spring.datasource.url=" + user.url(),
                "spring.datasource.username=" + user.name(),
                "spring.datasource.password=" + user.password());
    }

    /** Reads and writes what is there, which on these databases can be granted beforehand. */
    private static RestrictedUser application(FreshDatabase database) {
        RestrictedUser user = new RestrictedUser(database, "app");
        switch (database.database()) {
            case H2 -> user.grant("GRANT SELECT, INSERT, UPDATE, DELETE ON SCHEMA PUBLIC TO \"" + user.name() + "\";");
            case POSTGRESQL ->
                new JdbcTemplate(database.dataSource())
                        .execute(
                                "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO \""
                                        + user.name() + "\"");
            case MARIADB ->
                user.grant("GRANT SELECT, INSERT, UPDATE, DELETE ON `" + database.name() + "`.* TO '" + user.name()
                        + "'@'127.0.0.1';");
        }
        return user;
    }

    @ParameterizedTest
    @EnumSource
    void isTheOneOfTheHostsFlyway(TestDatabase type) {
        try (FreshDatabase database = type.fresh()) {
            RestrictedUser application = application(database);
            as(application)
                    .withPropertyValues(
                            "spring.flyway.user=" + database.username(),
                            "spring.flyway.password=" + database.password())
                    .run(context -> assertThat(context).hasNotFailed());

            new SchemaMigration(application.dataSource()).validate();
        }
    }

    @ParameterizedTest
    @EnumSource
    void mayHaveAnAddressOfItsOwn(TestDatabase type) {
        try (FreshDatabase database = type.fresh()) {
            as(application(database))
                    .withPropertyValues(
                            "spring.flyway.url=" + database.url(),
                            "spring.flyway.user=" + database.username(),
                            "spring.flyway.password=" + database.password())
                    .run(context -> assertThat(context).hasNotFailed());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Annotated {

        @Bean(defaultCandidate = false)
        @FlywayDataSource
        DataSource privileged(FreshDatabase database) {
            return database.dataSource();
        }
    }

    @ParameterizedTest
    @EnumSource
    void mayBeThatOfAnAnnotatedDataSource(TestDatabase type) {
        try (FreshDatabase database = type.fresh()) {
            as(application(database))
                    .withPropertyValues("spring.flyway.enabled=false")
                    .withBean(FreshDatabase.class, () -> database, bean -> bean.setDestroyMethodName(""))
                    .withUserConfiguration(Annotated.class)
                    .run(context -> assertThat(context).hasNotFailed());
        }
    }

    /** Where each user has a schema of the same name, as PostgreSQL offers it. */
    @Test
    void makesTheTablesWhereTheApplicationLooksForThem() {
        try (FreshDatabase database = TestDatabase.POSTGRESQL.fresh()) {
            RestrictedUser application = new RestrictedUser(database, "app");
            JdbcTemplate administrator = new JdbcTemplate(database.dataSource());
            administrator.execute("CREATE SCHEMA AUTHORIZATION \"" + application.name() + "\"");
            administrator.execute("ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO \"" + application.name() + "\"");
            as(application)
                    .withPropertyValues(
                            "spring.flyway.enabled=true",
                            "spring.flyway.user=" + database.username(),
                            "spring.flyway.password=" + database.password())
                    .run(context -> assertThat(context).hasNotFailed());

            new SchemaMigration(application.dataSource(), application.name()).validate();
        }
    }

    /** The rights are looked at when the application starts, and not when the first decision fails. */
    @ParameterizedTest
    @EnumSource
    void isNotEnoughWhereTheApplicationMayNotReadTheTables(TestDatabase type) {
        try (FreshDatabase database = type.fresh()) {
            RestrictedUser application = new RestrictedUser(database, "app");
            as(application)
                    .withPropertyValues(
                            "spring.flyway.enabled=true",
                            "spring.flyway.user=" + database.username(),
                            "spring.flyway.password=" + database.password())
                    .run(context -> {
                        assertThat(context).hasFailed();
                        SchemaException failure = (SchemaException) rootOf(context.getStartupFailure());
                        assertThat(failure)
                                .hasMessageStartingWith("The user '" + application.name())
                                .hasMessageContaining(" may not read Tiergate's tables in the ");
                        assertThat(failure.remedy())
                                .contains("GRANT SELECT, INSERT, UPDATE, DELETE ON ")
                                .contains(application.name());
                    });
        }
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable cause = failure;
        while (!(cause instanceof SchemaException)) {
            cause = cause.getCause();
        }
        return cause;
    }
}
