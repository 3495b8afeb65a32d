package io.tiergate.boot.jpa;

import io.tiergate.boot.schema.TiergateSchema;
import io.tiergate.boot.schema.TiergateSchemaAutoConfiguration;
import io.tiergate.change.ChangePush;
import io.tiergate.resource.AllowedSql;
import io.tiergate.store.Store;
import io.tiergate.store.jpa.JpaStore;
import io.tiergate.store.jpa.PostgresqlPush;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactory;
import org.springframework.transaction.PlatformTransactionManager;

/** Auto-configuration of the store in the host's database. */
@AutoConfiguration(after = TiergateSchemaAutoConfiguration.class)
@ConditionalOnClass({SessionFactory.class, JpaRepositoryFactory.class, DependsOnDatabaseInitialization.class})
@ConditionalOnBooleanProperty(name = "tiergate.enabled", matchIfMissing = true)
@ConditionalOnProperty(name = "tiergate.store", havingValue = "jpa", matchIfMissing = true)
@ConditionalOnBean(DataSource.class)
public final class TiergateJpaStoreAutoConfiguration {

    // Where the host has its tables made after JPA has started, ours are too.
    @Bean
    @DependsOnDatabaseInitialization
    @ConditionalOnMissingBean(Store.class)
    JpaStore tiergateStore(TiergateSchema schema, ObjectProvider<PlatformTransactionManager> transactionManagers) {
        DataSource dataSource = TransactionalDataSource.of(
                schema.dataSource(), transactionManagers.orderedStream().toList());
        return UnusableDataSourceException.made(
                () -> new JpaStore(dataSource, schema.name()),
                "See that the database can be reached, and set the isolation level of the pool to READ COMMITTED or"
                        + " stricter, or not at all; with HikariCP it is spring.datasource.hikari.transaction-isolation.");
    }

    @Bean
    @ConditionalOnMissingBean(ChangePush.class)
    @ConditionalOnProperty(name = "tiergate.feed.push", havingValue = "postgresql")
    @ConditionalOnBean(JpaStore.class)
    PostgresqlPush tiergateChangePush(TiergateSchema schema) {
        return UnusableDataSourceException.made(
                () -> new PostgresqlPush(schema.dataSource(), schema.name()),
                "Remove tiergate.feed.push=postgresql, or define a ChangePush bean over a DataSource that it can use.");
    }

    /** For statements of the host's own. */
    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(JpaStore.class)
    AllowedSql tiergateAllowedSql(JpaStore store) {
        return store.conditions();
    }
}
