package io.tiergate.boot.jpa;

import io.tiergate.DecisionPoint;
import io.tiergate.admin.Administration;
import io.tiergate.boot.catalogue.UsedResourceTypes;
import io.tiergate.entity.GuardedEntities;
import io.tiergate.security.Access;
import io.tiergate.store.Store;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.data.jpa.domain.Specification;

/** Auto-configuration of the entities of the application that are guarded. */
@AutoConfiguration(
        after = TiergateJpaStoreAutoConfiguration.class,
        beforeName = "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration")
@ConditionalOnClass({SessionFactory.class, Specification.class, HibernatePropertiesCustomizer.class})
@ConditionalOnBooleanProperty(name = "tiergate.enabled", matchIfMissing = true)
public final class TiergateEntityAutoConfiguration {

    /** Asks for what it needs when an entity is written or listed: all of that comes later than the persistence unit. */
    @Bean
    @ConditionalOnMissingBean
    static GuardedEntities tiergateGuardedEntities(
            ObjectProvider<Store> store,
            ObjectProvider<Administration> administration,
            ObjectProvider<DecisionPoint> decisions,
            ObjectProvider<Access> access) {
        return GuardedEntities.of(() -> new GuardedEntities.Services(
                store.getObject(), administration.getObject(), decisions.getObject(), access.getObject()));
    }

    @Bean
    static HibernatePropertiesCustomizer tiergateGuardedEntitiesCustomizer(GuardedEntities entities) {
        return properties -> properties.put(GuardedEntities.SETTING, entities);
    }

    /** The persistence units are there by then, also those that are started beside all else. */
    @Bean
    static UsedResourceTypes tiergateEntityTypes(
            GuardedEntities entities, ObjectProvider<EntityManagerFactory> factories) {
        return () -> {
            factories.forEach(EntityManagerFactory::getMetamodel);
            return entities.types();
        };
    }
}
