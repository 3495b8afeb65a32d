package io.tiergate.boot.guest;

import static io.tiergate.boot.guest.Hosts.assertGuarded;
import static io.tiergate.boot.guest.Hosts.grant;
import static io.tiergate.boot.guest.Hosts.tables;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.tiergate.admin.PermissionCatalogue;
import io.tiergate.boot.guest.elsewhere.Note;
import io.tiergate.boot.schema.TiergateDataSource;
import io.tiergate.testing.FreshDatabase;
import io.tiergate.testing.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Hosts with two data sources, each with JPA and transactions of its own. */
class HostDataSourcesTest {

    private static FreshDatabase first;
    private static FreshDatabase second;

    @BeforeEach
    void create() {
        first = TestDatabase.H2.fresh();
        second = TestDatabase.POSTGRESQL.fresh();
    }

    @AfterEach
    void drop() {
        first.close();
        second.close();
    }

    private static final ApplicationContextRunner RUNNER = new ApplicationContextRunner()
            .withBean(PermissionCatalogue.class, () -> PermissionCatalogue.of("entry", ""))
            .withPropertyValues("spring.flyway.enabled=false");

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Two {

        @Bean(destroyMethod = "")
        @Primary
        HikariDataSource orders() {
            return first.dataSource();
        }

        @Bean(destroyMethod = "")
        HikariDataSource customers() {
            return second.dataSource();
        }

        @Bean
        @Primary
        LocalContainerEntityManagerFactoryBean entityManagerFactory(DataSource orders) {
            return entities(orders);
        }

        @Bean
        LocalContainerEntityManagerFactoryBean customersEntities(@Qualifier("customers") DataSource customers) {
            return entities(customers);
        }

        @Bean
        @Primary
        JpaTransactionManager transactionManager(@Qualifier("entityManagerFactory") EntityManagerFactory factory) {
            return new JpaTransactionManager(factory);
        }

        @Bean
        JpaTransactionManager customersTransactions(@Qualifier("customersEntities") EntityManagerFactory factory) {
            return new JpaTransactionManager(factory);
        }

        private static LocalContainerEntityManagerFactoryBean entities(DataSource dataSource) {
            LocalContainerEntityManagerFactoryBean bean = new LocalContainerEntityManagerFactoryBean();
            bean.setDataSource(dataSource);
            bean.setPackagesToScan(Note.class.getPackageName());
            bean.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
            bean.setJpaPropertyMap(Map.of("hibernate.hbm2ddl.auto", "create"));
            return bean;
        }
    }

    @Test
    void permissionsAreInThePrimaryOneAndInItsTransactions() {
        RUNNER.withUserConfiguration(Two.class).run(context -> {
            assertThat(tables(first.dataSource())).contains("tiergate_grant");
            assertThat(tables(second.dataSource())).contains("note").doesNotContain("tiergate_grant");

            rollBackWith(context.getBean("transactionManager", PlatformTransactionManager.class), context);
            assertThat(Hosts.allowed(context)).isFalse();
            rollBackWith(context.getBean("customersTransactions", PlatformTransactionManager.class), context);
            // A transaction elsewhere takes back only what is elsewhere.
            assertThat(Hosts.allowed(context)).isTrue();
        });
    }

    @Configuration(proxyBeanMethods = false)
    static class Marked {

        @Bean(destroyMethod = "")
        @TiergateDataSource
        HikariDataSource permissions() {
            return second.dataSource();
        }

        @Bean
        JdbcTransactionManager permissionsTransactions(@TiergateDataSource DataSource dataSource) {
            return new JdbcTransactionManager(dataSource);
        }
    }

    @Test
    void permissionsAreInTheMarkedOneAndInItsTransactions() {
        RUNNER.withUserConfiguration(Two.class, Marked.class).run(context -> {
            assertThat(tables(first.dataSource())).doesNotContain("tiergate_grant");
            assertThat(tables(second.dataSource())).contains("tiergate_grant");

            rollBackWith(context.getBean("permissionsTransactions", PlatformTransactionManager.class), context);
            assertGuarded(context);
        });
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Wrapped {

        @Bean(destroyMethod = "")
        @Primary
        LazyConnectionDataSourceProxy lazy() {
            return new LazyConnectionDataSourceProxy(first.dataSource());
        }

        @Bean
        JdbcTransactionManager transactionManager(DataSource lazy) {
            return new JdbcTransactionManager(((LazyConnectionDataSourceProxy) lazy).getTargetDataSource());
        }
    }

    @Test
    void aDataSourceThatIsWrappedForSomeIsRecognizedInTransactions() {
        RUNNER.withUserConfiguration(Wrapped.class).run(context -> {
            rollBackWith(context.getBean(PlatformTransactionManager.class), context);
            assertGuarded(context);
        });
    }

    private static void rollBackWith(PlatformTransactionManager manager, ApplicationContext context) {
        new TransactionTemplate(manager).executeWithoutResult(status -> {
            grant(context);
            status.setRollbackOnly();
        });
    }
}
