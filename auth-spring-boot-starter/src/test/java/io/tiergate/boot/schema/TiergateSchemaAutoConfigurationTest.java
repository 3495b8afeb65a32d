package io.tiergate.boot.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.testing.FreshDatabase;
import io.tiergate.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
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
            assertThat(dependencies(context.getBeanFactory().getBeanDefinition("tiergateSchemaInitializer")))
                    .contains("dataSourceScriptDatabaseInitializer");
            assertThat(dependencies(context.getBeanFactory().getBeanDefinition("dataSourceScriptDatabaseInitializer")))
                    .contains("flywayInitializer");
            assertThat(dependencies(context.getBeanFactory().getBeanDefinition("entityManagerFactory")))
                    .contains("tiergateSchemaInitializer", "flywayInitializer");
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
                .run(context -> assertThat(context).doesNotHaveBean(TiergateSchemaInitializer.class));
        runner.withPropertyValues("tiergate.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(TiergateSchemaInitializer.class));
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
}
