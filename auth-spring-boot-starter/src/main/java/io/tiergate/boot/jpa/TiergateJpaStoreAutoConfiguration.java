package io.tiergate.boot.jpa;

import io.tiergate.store.Store;
import io.tiergate.store.jpa.JpaStore;
import jakarta.persistence.EntityManagerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactory;
import org.springframework.transaction.PlatformTransactionManager;

/** Auto-configuration of the store in the host's database. */
@AutoConfiguration(after = HibernateJpaAutoConfiguration.class)
@ConditionalOnClass({EntityManagerFactory.class, JpaRepositoryFactory.class})
@ConditionalOnBooleanProperty(name = "tiergate.enabled", matchIfMissing = true)
@ConditionalOnProperty(name = "tiergate.store", havingValue = "jpa", matchIfMissing = true)
@ConditionalOnSingleCandidate(EntityManagerFactory.class)
public final class TiergateJpaStoreAutoConfiguration {

    // Where the host has its tables made after JPA has started, ours are too.
    @Bean
    @DependsOnDatabaseInitialization
    @ConditionalOnMissingBean(Store.class)
    JpaStore tiergateStore(EntityManagerFactory entityManagerFactory, PlatformTransactionManager transactionManager) {
        requireEntities(entityManagerFactory);
        return new JpaStore(entityManagerFactory, transactionManager);
    }

    private static void requireEntities(EntityManagerFactory entityManagerFactory) {
        boolean known = entityManagerFactory.getMetamodel().getEntities().stream()
                .anyMatch(entity -> entity.getJavaType().getPackage() == JpaStore.class.getPackage());
        if (!known) {
            throw new EntitiesNotScannedException();
        }
    }
}
