package io.tiergate.boot.jpa;

import io.tiergate.store.jpa.HostSchemaFilterProvider;
import io.tiergate.store.jpa.JpaStore;
import jakarta.persistence.EntityManager;
import org.hibernate.cfg.SchemaToolingSettings;
import org.hibernate.engine.spi.SessionImplementor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;

/**
 * Auto-configuration of Tiergate's entities: adds them to those of the host, before Hibernate looks for them.
 */
@AutoConfiguration(before = HibernateJpaAutoConfiguration.class)
@ConditionalOnClass({
    LocalContainerEntityManagerFactoryBean.class,
    EntityManager.class,
    SessionImplementor.class,
    HibernatePropertiesCustomizer.class
})
@ConditionalOnBooleanProperty(name = "tiergate.enabled", matchIfMissing = true)
@ConditionalOnProperty(name = "tiergate.store", havingValue = "jpa", matchIfMissing = true)
@AutoConfigurationPackage(basePackageClasses = JpaStore.class)
public final class TiergateEntitiesAutoConfiguration {

    /** Last, so that it finds what the host's own customizers have set. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    HibernatePropertiesCustomizer tiergateSchemaFilterCustomizer() {
        return properties -> properties.compute(
                SchemaToolingSettings.HBM2DDL_FILTER_PROVIDER,
                (setting, host) -> new HostSchemaFilterProvider(HostSchemaFilters.of(host)));
    }
}
