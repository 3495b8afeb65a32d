package io.tiergate.entity;

import io.tiergate.Resource;
import io.tiergate.Tenant;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.Status;
import org.hibernate.event.spi.EventSource;
import org.hibernate.exception.LockAcquisitionException;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;

/** What one session has written in its transaction, and is not yet done to the resources. Used by one thread. */
final class SessionRows {

    private final GuardedUnit unit;
    private final EventSource session;

    /** Of entities that are about to be inserted: all of a flush are registered with the first of them. */
    private final IdentityHashMap<Object, Long> keys = new IdentityHashMap<>();

    private final List<Inserted> inserted = new ArrayList<>();
    private final Map<Tenant, Map<Resource, GuardedRow>> moved = new LinkedHashMap<>();
    private final Map<Tenant, Map<Resource, GuardedRow>> handedOver = new LinkedHashMap<>();
    private final Map<Tenant, Map<Resource, GuardedRow>> deleted = new LinkedHashMap<>();

    /** A row that got its id when it was inserted. */
    private record Inserted(Object entity, Object id, EntityPersister persister, RowReader reader) {

        GuardedRow row() {
            return reader.now(entity, id);
        }
    }

    SessionRows(GuardedUnit unit, EventSource session) {
        this.unit = unit;
        this.session = session;
    }

    /** The key of the resource of an entity that is about to be inserted. */
    Long keyOf(Object entity) {
        Long known = keys.remove(entity);
        if (known == null) {
            conflicting(() -> {
                registerScheduled(entity);
                return true;
            });
            known = keys.remove(entity);
        }
        return Objects.requireNonNull(known, "key");
    }

    void inserted(Object entity, Object id, EntityPersister persister, RowReader reader) {
        inserted.add(new Inserted(entity, id, persister, reader));
    }

    /** @param before null if it is not known */
    void changed(@Nullable GuardedRow before, GuardedRow now) {
        if (before == null || !Objects.equals(before.parent(), now.parent())) {
            of(moved, now.tenant()).put(now.resource(), now);
        }
        if (before == null || !Objects.equals(before.owner(), now.owner())) {
            of(handedOver, now.tenant()).put(now.resource(), now);
        }
        if (before != null && !before.tenant().equals(now.tenant())) {
            throw new IllegalStateException(
                    "'" + now.resource() + "' cannot be moved from the tenant '" + before.tenant() + "' to the tenant '"
                            + now.tenant() + "'. Delete it, and make another one there.");
        }
    }

    void deleted(GuardedRow row) {
        of(deleted, row.tenant()).put(row.resource(), row);
    }

    /** Does to the resources what has been done to the rows. */
    void flushed() {
        if (inserted.isEmpty() && moved.isEmpty() && handedOver.isEmpty() && deleted.isEmpty()) {
            return;
        }
        ResourceChanges changes = new ResourceChanges(unit.administration(session));
        conflicting(() -> {
            registerInserted(changes);
            take(moved).forEach((tenant, rows) -> changes.move(tenant, without(rows, tenant)));
            take(handedOver).forEach((tenant, rows) -> changes.handOver(tenant, without(rows, tenant)));
            take(deleted).forEach(changes::delete);
            return true;
        });
    }

    private void registerScheduled(Object first) {
        List<Object> entities = new ArrayList<>();
        List<GuardedRow> rows = new ArrayList<>();
        // What is without an id still, and stands above one of these, is there already.
        registerInserted(new ResourceChanges(unit.administration(session)));
        PersistenceContext context = session.getPersistenceContextInternal();
        for (Map.Entry<Object, EntityEntry> each : context.reentrantSafeEntityEntries()) {
            Object entity = each.getKey();
            EntityEntry entry = each.getValue();
            GuardedMapping mapping = unit.mapping(entry.getEntityName());
            if (mapping != null && !keys.containsKey(entity) && (entity == first || isScheduled(entry))) {
                entities.add(entity);
                rows.add(new RowReader(unit, mapping, entry.getPersister(), session)
                        .now(entity, Objects.requireNonNull(entry.getId(), "id")));
            }
        }
        List<Long> registered = new ResourceChanges(unit.administration(session)).register(rows);
        for (int i = 0; i < entities.size(); i++) {
            keys.put(entities.get(i), registered.get(i));
        }
    }

    private static boolean isScheduled(EntityEntry entry) {
        return !entry.isExistsInDatabase()
                && entry.getId() != null
                && entry.getStatus() != Status.DELETED
                && entry.getStatus() != Status.GONE;
    }

    private void registerInserted(ResourceChanges changes) {
        List<Inserted> added = new ArrayList<>();
        List<GuardedRow> rows = new ArrayList<>();
        for (Inserted each : inserted) {
            GuardedRow row = each.row();
            if (!isDeleted(row.tenant(), row.resource())) {
                added.add(each);
                rows.add(row);
            }
        }
        inserted.clear();
        List<Long> registered = changes.register(rows);
        Map<EntityPersister, Map<Object, Long>> written = new LinkedHashMap<>();
        for (int i = 0; i < added.size(); i++) {
            Inserted each = added.get(i);
            written.computeIfAbsent(each.persister(), persister -> new LinkedHashMap<>())
                    .put(each.id(), registered.get(i));
            show(each, registered.get(i));
        }
        written.forEach((persister, keysById) -> KeyWriter.write(
                session,
                Objects.requireNonNull(unit.mapping(persister.getEntityName())),
                persister.getIdentifierType(),
                keysById));
    }

    private void show(Inserted row, Long key) {
        int index = row.reader().keyIndex();
        row.persister().setValue(row.entity(), index, key);
        EntityEntry entry = session.getPersistenceContextInternal().getEntry(row.entity());
        if (entry != null && entry.getLoadedState() != null) {
            entry.getLoadedState()[index] = key;
        }
    }

    private Map<Resource, GuardedRow> without(Map<Resource, GuardedRow> rows, Tenant tenant) {
        rows.keySet().removeIf(resource -> isDeleted(tenant, resource));
        return rows;
    }

    private boolean isDeleted(Tenant tenant, Resource resource) {
        return deleted.getOrDefault(tenant, Map.of()).containsKey(resource);
    }

    private static Map<Resource, GuardedRow> of(Map<Tenant, Map<Resource, GuardedRow>> rows, Tenant tenant) {
        return rows.computeIfAbsent(tenant, key -> new LinkedHashMap<>());
    }

    private static <V> Map<Tenant, V> take(Map<Tenant, V> rows) {
        Map<Tenant, V> taken = new LinkedHashMap<>(rows);
        rows.clear();
        return taken;
    }

    /** In the form that survives Hibernate's commit, and becomes a ConcurrencyFailureException behind it. */
    private static <T> T conflicting(Supplier<T> work) {
        try {
            return work.get();
        } catch (ConcurrencyFailureException conflict) {
            throw new LockAcquisitionException(
                    "A concurrent change of resources won. Repeat the transaction.",
                    new SQLException(conflict.getMessage(), "40001", conflict));
        }
    }
}
