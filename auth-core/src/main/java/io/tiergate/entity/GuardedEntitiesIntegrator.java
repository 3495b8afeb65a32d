package io.tiergate.entity;

import java.util.HashMap;
import java.util.Map;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;
import org.jspecify.annotations.Nullable;

/** Finds the guarded entities of a persistence unit. Hibernate finds it by itself; it is not for applications. */
public final class GuardedEntitiesIntegrator implements Integrator {

    @Override
    public void integrate(Metadata metadata, BootstrapContext bootstrap, SessionFactoryImplementor factory) {
        Map<String, GuardedMapping> mappings = mappings(metadata, factory);
        if (mappings.isEmpty()) {
            return;
        }
        GuardedEntities entities = entities(factory);
        GuardedUnit unit = new GuardedUnit(entities, mappings);
        if (entities != null) {
            entities.add(factory.getUuid(), unit);
        }
        EntityListeners listeners = new EntityListeners(unit);
        EventListenerRegistry registry = factory.getServiceRegistry().requireService(EventListenerRegistry.class);
        registry.appendListeners(EventType.PRE_INSERT, listeners);
        registry.appendListeners(EventType.PRE_UPDATE, listeners);
        registry.appendListeners(EventType.PRE_DELETE, listeners);
        registry.appendListeners(EventType.PRE_UPSERT, listeners);
        registry.appendListeners(EventType.POST_INSERT, listeners);
        registry.appendListeners(EventType.POST_UPDATE, listeners);
        registry.appendListeners(EventType.POST_DELETE, listeners);
        // Before it is seen what has changed.
        registry.prependListeners(EventType.FLUSH_ENTITY, listeners);
        registry.appendListeners(EventType.FLUSH, listeners);
        registry.appendListeners(EventType.AUTO_FLUSH, listeners);
    }

    @Override
    public void disintegrate(SessionFactoryImplementor factory, SessionFactoryServiceRegistry registry) {
        GuardedEntities entities = entities(factory);
        if (entities != null) {
            entities.remove(factory.getUuid());
        }
    }

    private static Map<String, GuardedMapping> mappings(Metadata metadata, SessionFactoryImplementor factory) {
        Map<String, GuardedMapping> mappings = new HashMap<>();
        Map<String, PersistentClass> roots = new HashMap<>();
        for (PersistentClass mapped : metadata.getEntityBindings()) {
            GuardedEntity guarded = MappingCheck.guarded(mapped);
            if (guarded == null) {
                continue;
            }
            mappings.put(
                    mapped.getEntityName(),
                    new MappingCheck(metadata, factory.getSqlStringGenerationContext(), mapped, guarded).mapping());
            PersistentClass other = roots.putIfAbsent(guarded.type(), mapped.getRootClass());
            if (other != null && other != mapped.getRootClass()) {
                throw new InvalidGuardedEntityException(
                        mapped.getMappedClass(),
                        "its type '" + guarded.type() + "' is that of " + other.getClassName()
                                + " too, so that ids would meet. Give it a type of its own.");
            }
        }
        return mappings;
    }

    private static @Nullable GuardedEntities entities(SessionFactoryImplementor factory) {
        return factory.getServiceRegistry()
                                .requireService(ConfigurationService.class)
                                .getSettings()
                                .get(GuardedEntities.SETTING)
                        instanceof GuardedEntities entities
                ? entities
                : null;
    }
}
