package io.tiergate.entity;

import io.tiergate.admin.Administration;
import io.tiergate.store.jpa.JpaStore;
import java.util.Map;
import java.util.TreeMap;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** The guarded entities of one persistence unit, by their names. */
final class GuardedUnit {

    private final @Nullable GuardedEntities entities;
    private final Map<String, GuardedMapping> mappings;

    /** @param entities null if Hibernate was given none */
    GuardedUnit(@Nullable GuardedEntities entities, Map<String, GuardedMapping> mappings) {
        this.entities = entities;
        this.mappings = Map.copyOf(mappings);
    }

    /** Null for an entity that is not guarded. */
    @Nullable
    GuardedMapping mapping(String entityName) {
        return mappings.get(entityName);
    }

    /** @throws IllegalArgumentException if it is no guarded entity */
    GuardedMapping mapping(Class<?> entity) {
        GuardedMapping mapping = mappings.get(entity.getName());
        if (mapping == null) {
            throw new IllegalArgumentException(entity.getName()
                    + " is no guarded entity of this persistence unit. Annotate it with @GuardedEntity.");
        }
        return mapping;
    }

    Map<String, String> types() {
        Map<String, String> types = new TreeMap<>();
        mappings.values()
                .forEach(mapping ->
                        types.putIfAbsent(mapping.type(), mapping.entity().getName()));
        return types;
    }

    GuardedEntities.Services services() {
        if (entities == null) {
            throw new IllegalStateException(
                    "Entities with @GuardedEntity cannot be written or listed, since Hibernate has not"
                            + " been given the property '" + GuardedEntities.SETTING
                            + "'. Give it a GuardedEntities by that name."
                            + " Spring Boot does, where Tiergate is configured.");
        }
        return entities.services();
    }

    /**
     * For changes that are to be part of the session's transaction.
     *
     * @throws IllegalStateException if they would not be
     */
    Administration administration(SharedSessionContractImplementor session) {
        GuardedEntities.Services services = services();
        SessionImplementor ofHost = requireEntityManager(session);
        if (!(services.store() instanceof JpaStore store) || !store.joins(ofHost)) {
            throw new IllegalStateException(
                    "Entities with @GuardedEntity can only be written in a transaction of Spring's"
                            + " JpaTransactionManager, on the DataSource that permissions are kept in: their resources are written"
                            + " in the same one. Begin one, for example by @Transactional.");
        }
        return services.administration();
    }

    /** @throws IllegalStateException if it is a stateless session */
    static SessionImplementor requireEntityManager(SharedSessionContractImplementor session) {
        if (session instanceof SessionImplementor ofHost) {
            return ofHost;
        }
        throw new IllegalStateException("Entities with @GuardedEntity cannot be written by a stateless session: their"
                + " resources would not be. Use an EntityManager.");
    }
}
