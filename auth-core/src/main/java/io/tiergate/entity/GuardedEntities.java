package io.tiergate.entity;

import io.tiergate.DecisionPoint;
import io.tiergate.admin.Administration;
import io.tiergate.security.Access;
import io.tiergate.store.Store;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/**
 * What the persistence unit of the host application asks about its {@linkplain GuardedEntity guarded entities}. With Spring
 * Boot there is one already; otherwise it is given to Hibernate as a property:
 *
 * <pre>{@code
 * factoryBean.getJpaPropertyMap().put(GuardedEntities.SETTING, GuardedEntities.of(store, administration, decisions, access));
 * }</pre>
 *
 * <p>Hibernate finds the rest by itself. Safe for use by many threads.
 */
public final class GuardedEntities {

    /** The name of the property. */
    public static final String SETTING = "tiergate.entities";

    private final Supplier<Services> services;
    private final Map<String, GuardedUnit> units = new ConcurrentHashMap<>();

    private GuardedEntities(Supplier<Services> services) {
        this.services = services;
    }

    /**
     * @param store in the database of the entities
     * @param administration registers, moves and deletes resources, in the name of who is current
     * @param decisions says what is listed
     * @param access says who is current, and in which tenant
     */
    public static GuardedEntities of(
            Store store, Administration administration, DecisionPoint decisions, Access access) {
        Services known = new Services(store, administration, decisions, access);
        return new GuardedEntities(() -> known);
    }

    /** The same for what is made later than the persistence unit. Asked at each use. */
    public static GuardedEntities of(Supplier<Services> services) {
        return new GuardedEntities(Objects.requireNonNull(services, "services"));
    }

    /** What guarded entities are guarded by; see {@link GuardedEntities#of(Store, Administration, DecisionPoint, Access)}. */
    public record Services(Store store, Administration administration, DecisionPoint decisions, Access access) {

        public Services {
            Objects.requireNonNull(store, "store");
            Objects.requireNonNull(administration, "administration");
            Objects.requireNonNull(decisions, "decisions");
            Objects.requireNonNull(access, "access");
        }
    }

    /** The types of the guarded entities of all persistence units that have this, each with the name of a class that has it. */
    public Map<String, String> types() {
        Map<String, String> types = new TreeMap<>();
        units.values().forEach(unit -> unit.types().forEach(types::putIfAbsent));
        return types;
    }

    Services services() {
        return services.get();
    }

    void add(String factory, GuardedUnit unit) {
        units.put(factory, unit);
    }

    void remove(String factory) {
        units.remove(factory);
    }

    /**
     * What is guarded in a persistence unit.
     *
     * @throws IllegalStateException if nothing is
     */
    static GuardedUnit unit(SessionFactoryImplementor factory) {
        GuardedUnit unit = factory.getProperties().get(SETTING) instanceof GuardedEntities entities
                ? entities.units.get(factory.getUuid())
                : null;
        if (unit == null) {
            throw new IllegalStateException(
                    "No entity of this persistence unit is guarded, or Hibernate has not been given the"
                            + " property '" + SETTING
                            + "'. Annotate the entity with @GuardedEntity, and give Hibernate a"
                            + " GuardedEntities by that name where Spring Boot does not.");
        }
        return unit;
    }
}
