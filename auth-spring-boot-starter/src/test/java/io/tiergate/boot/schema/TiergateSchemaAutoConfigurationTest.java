package io.tiergate.boot.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.schema.SchemaException;
import io.tiergate.schema.SchemaMigration;
import io.tiergate.testing.FreshDatabase;
import io.tiergate.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;

class TiergateSchemaAutoConfigurationTest {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    DataSourceAutoConfiguration.class,
                    DataSourceInitializationAutoConfiguration.class,
                    FlywayAutoConfiguration.class,
                    HibernateJpaAutoConfiguration.class,
                    TiergateSchemaAutoConfiguration.class))
            .withPropertyValues("spring.flyway.locations=classpath:io/tiergate/boot/host/migration");

    @Test
    void migratesAfterAllInitializersOfTheHostAndBeforeJpa() {
        runner.withPropertyValues("spring.sql.init.mode=always").run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(dependencies(context.getBeanFactory().getBeanDefinition("tiergateSchema")))
                    .contains("dataSourceScriptDatabaseInitializer");
            assertThat(dependencies(context.getBeanFactory().getBeanDefinition("dataSourceScriptDatabaseInitializer")))
                    .contains("flywayInitializer");
            assertThat(dependencies(context.getBeanFactory().getBeanDefinition("entityManagerFactory")))
                    .contains("tiergateSchema", "flywayInitializer");
        });
    }

    @Test
    void migratesWithoutFlywayOfTheHost() {
        runner.withPropertyValues("spring.flyway.enabled=false").run(context -> {
            JdbcTemplate jdbc = new JdbcTemplate(context.getBean(DataSource.class));
            assertThat(jdbc.queryForObject("select count(*) from tiergate_tenant", Long.class))
                    .isEqualTo(2);
        });
    }

    @Test
    void startsAgainWithNothingToDo() {
        try (FreshDatabase database = TestDatabase.H2.fresh()) {
            for (int start = 0; start < 2; start++) {
                runner.withBean(DataSource.class, database::dataSource)
                        .run(context -> assertThat(context).hasNotFailed());
            }
        }
    }

    @Test
    void doesNothingForAStoreInMemoryOrWhenSwitchedOff() {
        runner.withPropertyValues("tiergate.store=memory")
                .run(context -> assertThat(context).doesNotHaveBean(TiergateSchema.class));
        runner.withPropertyValues("tiergate.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(TiergateSchema.class));
    }

    @Configuration(proxyBeanMethods = false)
    static class PrivilegedForMigrations {

        @Bean(destroyMethod = "")
        @Primary
        DataSource dataSource(FreshDatabase database) {
            return database.dataSource();
        }

        @Bean
        @FlywayDataSource
        Counting privileged(FreshDatabase database) {
            return new Counting(database.dataSource());
        }
    }

    static final class Counting extends DelegatingDataSource {

        private final AtomicInteger connections = new AtomicInteger();

        Counting(DataSource target) {
            super(target);
        }

        @Override
        public Connection getConnection() throws SQLException {
            connections.incrementAndGet();
            return super.getConnection();
        }
    }

    @Test
    void migratesWithThePrivilegesOfTheHostsMigrations() {
        try (FreshDatabase database = TestDatabase.H2.fresh()) {
            runner.withPropertyValues("spring.flyway.enabled=false")
                    .withBean(FreshDatabase.class, () -> database, definition -> definition.setDestroyMethodName(""))
                    .withUserConfiguration(PrivilegedForMigrations.class)
                    .run(context -> {
                        assertThat(context.getBean(Counting.class).connections).hasPositiveValue();
                        assertThat(new JdbcTemplate(context.getBean(DataSource.class))
                                        .queryForObject("select count(*) from tiergate_tenant", Long.class))
                                .isEqualTo(2);
                    });
        }
    }

    private static List<String> dependencies(BeanDefinition definition) {
        return List.of(definition.getDependsOn());
    }

    @Test
    void publishesNothingOfFlywaysTypes() {
        runner.withPropertyValues("spring.flyway.enabled=false")
                .run(context -> assertThat(context)
                        .hasSingleBean(TiergateSchema.class)
                        .doesNotHaveBean(Flyway.class)
                        .doesNotHaveBean(FlywayMigrationInitializer.class)
                        .doesNotHaveBean(FlywayMigrationStrategy.class));
    }

    @ParameterizedTest
    @EnumSource
    void validatesWithoutChangingAnything(TestDatabase type) {
        try (FreshDatabase database = type.fresh()) {
            ApplicationContextRunner validating = runner.withBean(DataSource.class, database::dataSource)
                    .withPropertyValues("tiergate.schema.mode=validate", "spring.flyway.enabled=false");

            validating.run(context -> assertThat(context)
                    .getFailure()
                    .rootCause()
                    .isInstanceOf(SchemaException.class)
                    .hasMessageContaining("There are no tables of Tiergate"));
            assertThat(tables(database)).isEmpty();

            new SchemaMigration(database.dataSource()).migrate();
            validating.run(context -> assertThat(context).hasNotFailed());

            new JdbcTemplate(database.dataSource())
                    .update("delete from tiergate_schema where version = ?", SchemaMigration.latestVersion());
            validating.run(context -> assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("version " + SchemaMigration.latestVersion() + " is missing"));
        }
    }

    @Test
    void doesNothingInModeNone() {
        try (FreshDatabase database = TestDatabase.H2.fresh()) {
            runner.withBean(DataSource.class, database::dataSource)
                    .withPropertyValues("tiergate.schema.mode=none", "spring.flyway.enabled=false")
                    .run(context -> assertThat(context).hasNotFailed());
            assertThat(tables(database)).isEmpty();
        }
    }

    @Test
    void migratesAsTheUserOfTheHostsMigrations() {
        try (FreshDatabase database = TestDatabase.POSTGRESQL.fresh()) {
            JdbcTemplate admin = new JdbcTemplate(database.dataSource());
            String user = "app_" + System.nanoTime();
            admin.execute("create user " + user + " password 'secret'");
            try {
                ApplicationContextRunner restricted = runner.withPropertyValues(
                        "spring.datasource.url=" + database.url(),
                        "spring.datasource.username=" + user,
                        "spring.datasource.password=secret");

                restricted
                        .withPropertyValues("spring.flyway.enabled=false")
                        .run(context -> assertThat(context)
                                .getFailure()
                                .rootCause()
                                .hasMessageContaining("permission denied for schema public"));

                ApplicationContextRunner privileged =
                        restricted.withPropertyValues("spring.flyway.user=" + database.username());
                privileged.run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("permission denied for table tiergate_schema"));
                admin.execute("grant select, insert, update, delete on all tables in schema public to " + user);
                admin.execute("grant usage on all sequences in schema public to " + user);
                privileged.run(context -> assertThat(context).hasNotFailed());
            } finally {
                admin.execute("drop owned by " + user);
                admin.execute("drop user " + user);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void twoNodesMayStartAtOnce(TestDatabase type) throws Exception {
        try (FreshDatabase database = type.fresh()) {
            CountDownLatch both = new CountDownLatch(2);
            ExecutorService threads = Executors.newFixedThreadPool(2);
            List<Future<?>> nodes = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                nodes.add(threads.submit(() -> {
                    both.countDown();
                    both.await();
                    runner.withBean(DataSource.class, database::dataSource)
                            .run(context -> assertThat(context).hasNotFailed());
                    return null;
                }));
            }
            for (Future<?> node : nodes) {
                node.get();
            }
            threads.shutdown();
        }
    }

    /** A server of MariaDB shows the tables of all databases. */
    private static List<String> tables(FreshDatabase database) {
        return new JdbcTemplate(database.dataSource())
                .queryForList(
                        "select table_name from information_schema.tables where lower(table_name) like 'tiergate%'"
                                + " and lower(table_schema) in (?, 'public')",
                        String.class, database.name());
    }
}
