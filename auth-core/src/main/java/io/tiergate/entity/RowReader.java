package io.tiergate.entity;

import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntFunction;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Reads what entities say of their resources. Loads nothing. */
final class RowReader {

    private final GuardedUnit unit;
    private final GuardedMapping mapping;
    private final EntityPersister persister;
    private final SharedSessionContractImplementor session;

    RowReader(
            GuardedUnit unit,
            GuardedMapping mapping,
            EntityPersister persister,
            SharedSessionContractImplementor session) {
        this.unit = unit;
        this.mapping = mapping;
        this.persister = persister;
        this.session = session;
    }

    /** As the entity is now, which is what Hibernate will have written behind the flush. */
    GuardedRow now(Object entity, Object id) {
        return row(id, attribute -> persister.getValue(entity, attribute));
    }

    /** As the row is in the database. */
    GuardedRow of(Object[] state, Object id) {
        return row(id, attribute -> state[attribute]);
    }

    /** Whether there is anything about a row that can change for its resource. */
    boolean mayChange() {
        return mapping.hasParent() || mapping.hasOwner() || !mapping.tenant().isEmpty();
    }

    int keyIndex() {
        return index(mapping.key());
    }

    /** As text; no host's key is written otherwise. */
    static Resource resource(String type, Object id) {
        return Resource.of(type, id.toString());
    }

    private GuardedRow row(Object id, IntFunction<@Nullable Object> values) {
        Object parent = mapping.hasParent() ? idOf(values.apply(index(mapping.parent()))) : null;
        Object owner = mapping.hasOwner() ? idOf(values.apply(index(mapping.owner()))) : null;
        return new GuardedRow(
                tenant(values),
                resource(mapping.type(), id),
                parent == null ? null : resource(mapping.parentType(), parent),
                owner == null ? null : Subject.of(mapping.ownerType(), owner.toString()),
                (Long) values.apply(keyIndex()));
    }

    private Tenant tenant(IntFunction<@Nullable Object> values) {
        if (mapping.tenant().isEmpty()) {
            return unit.services().access().tenant();
        }
        Object key = values.apply(index(mapping.tenant()));
        if (key == null && mapping.isTenantOfSession()) {
            // Hibernate sets it behind us.
            key = session.getTenantIdentifierValue();
        }
        if (key == null) {
            throw new IllegalStateException("The attribute '" + mapping.tenant() + "' of a new "
                    + mapping.entity().getName() + " is null, and names the tenant of its resource. Set it.");
        }
        return Tenant.of(key.toString());
    }

    /** Of an entity, perhaps a proxy; every other value is an id itself. */
    private @Nullable Object idOf(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        boolean isEntity = session.getFactory().getMappingMetamodel().isEntityClass(Hibernate.getClassLazy(value));
        return isEntity ? session.getFactory().getPersistenceUnitUtil().getIdentifier(value) : value;
    }

    private int index(String attribute) {
        int index = Arrays.asList(persister.getPropertyNames()).indexOf(attribute);
        return Objects.checkIndex(index, persister.getPropertySpan());
    }
}
