package io.tiergate.entity;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.AutoFlushEvent;
import org.hibernate.event.spi.AutoFlushEventListener;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.FlushEntityEvent;
import org.hibernate.event.spi.FlushEntityEventListener;
import org.hibernate.event.spi.FlushEvent;
import org.hibernate.event.spi.FlushEventListener;
import org.hibernate.event.spi.PostDeleteEvent;
import org.hibernate.event.spi.PostDeleteEventListener;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.event.spi.PreDeleteEvent;
import org.hibernate.event.spi.PreDeleteEventListener;
import org.hibernate.event.spi.PreInsertEvent;
import org.hibernate.event.spi.PreInsertEventListener;
import org.hibernate.event.spi.PreUpdateEvent;
import org.hibernate.event.spi.PreUpdateEventListener;
import org.hibernate.event.spi.PreUpsertEvent;
import org.hibernate.event.spi.PreUpsertEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Hears what Hibernate writes. Safe for use by many threads. */
@SuppressWarnings("serial")
final class EntityListeners
        implements PreInsertEventListener,
                PreUpdateEventListener,
                PreDeleteEventListener,
                PreUpsertEventListener,
                PostInsertEventListener,
                PostUpdateEventListener,
                PostDeleteEventListener,
                FlushEntityEventListener,
                FlushEventListener,
                AutoFlushEventListener {

    private final GuardedUnit unit;

    /** Those whose transactions have written guarded entities. */
    private final Map<EventSource, SessionRows> sessions = Collections.synchronizedMap(new WeakHashMap<>());

    EntityListeners(GuardedUnit unit) {
        this.unit = unit;
    }

    /** Where the id is known by now, the row is written with the key of its resource. */
    @Override
    @SuppressWarnings("NullAway") // A column that has no value yet is null in Hibernate's state, which it does not say.
    public boolean onPreInsert(PreInsertEvent event) {
        RowReader reader = reader(event.getPersister(), event.getSession());
        if (reader != null) {
            SessionRows rows = rows(event.getSession());
            Long key = event.getId() == null ? null : rows.keyOf(event.getEntity());
            event.getState()[reader.keyIndex()] = key;
            event.getPersister().setValue(event.getEntity(), reader.keyIndex(), key);
        }
        return false;
    }

    /**
     * Where somebody has set the key of a row that is there, such as by a form, the entity shows the row's own again. Here,
     * because Hibernate updates nothing where only the key is another: its column is not updatable.
     */
    @Override
    public void onFlushEntity(FlushEntityEvent event) {
        EntityEntry entry = event.getEntityEntry();
        RowReader reader = entry.isExistsInDatabase() ? reader(entry.getPersister(), event.getSession()) : null;
        Object[] row = entry.getLoadedState();
        if (reader == null || row == null) {
            return;
        }
        int index = reader.keyIndex();
        Object key = row[index];
        boolean isRead = key == null || key instanceof Long;
        if (isRead && !Objects.equals(key, entry.getPersister().getValue(event.getEntity(), index))) {
            entry.getPersister().setValue(event.getEntity(), index, key);
        }
    }

    /**
     * The row keeps its key once more: callbacks of the application run behind {@link #onFlushEntity}, and one that sets
     * another key with an update would have it taken for the row's own.
     */
    @Override
    public boolean onPreUpdate(PreUpdateEvent event) {
        RowReader reader = reader(event.getPersister(), event.getSession());
        if (reader != null) {
            GuardedUnit.requireEntityManager(event.getSession());
            Object[] before = event.getOldState();
            if (before != null) {
                Object key = before[reader.keyIndex()];
                event.getState()[reader.keyIndex()] = key;
                event.getPersister().setValue(event.getEntity(), reader.keyIndex(), key);
            }
        }
        return false;
    }

    @Override
    public boolean onPreDelete(PreDeleteEvent event) {
        requireEntityManager(event.getPersister(), event.getSession());
        return false;
    }

    /** Of stateless sessions only. */
    @Override
    public boolean onPreUpsert(PreUpsertEvent event) {
        requireEntityManager(event.getPersister(), event.getSession());
        return false;
    }

    @Override
    public void onPostInsert(PostInsertEvent event) {
        RowReader reader = reader(event.getPersister(), event.getSession());
        if (reader != null && event.getState()[reader.keyIndex()] == null) {
            rows(event.getSession()).inserted(event.getEntity(), event.getId(), event.getPersister(), reader);
        }
    }

    @Override
    public void onPostUpdate(PostUpdateEvent event) {
        RowReader reader = reader(event.getPersister(), event.getSession());
        if (reader != null && reader.mayChange()) {
            GuardedRow before = event.getOldState() == null ? null : reader.of(event.getOldState(), event.getId());
            GuardedRow now = reader.of(event.getState(), event.getId());
            if (!now.equals(before)) {
                rows(event.getSession()).changed(before, now);
            }
        }
    }

    @Override
    public void onPostDelete(PostDeleteEvent event) {
        RowReader reader = reader(event.getPersister(), event.getSession());
        if (reader != null) {
            rows(event.getSession()).deleted(reader.of(event.getDeletedState(), event.getId()));
        }
    }

    @Override
    public void onFlush(FlushEvent event) {
        flushed(event.getSession());
    }

    @Override
    public void onAutoFlush(AutoFlushEvent event) {
        flushed(event.getSession());
    }

    @Override
    public boolean requiresPostCommitHandling(EntityPersister persister) {
        return false;
    }

    private void flushed(EventSource session) {
        SessionRows rows = sessions.get(session);
        if (rows != null) {
            rows.flushed();
        }
    }

    private void requireEntityManager(EntityPersister persister, SharedSessionContractImplementor session) {
        if (unit.mapping(persister.getEntityName()) != null) {
            GuardedUnit.requireEntityManager(session);
        }
    }

    private @Nullable RowReader reader(EntityPersister persister, SharedSessionContractImplementor session) {
        GuardedMapping mapping = unit.mapping(persister.getEntityName());
        return mapping == null ? null : new RowReader(unit, mapping, persister, session);
    }

    /** @throws IllegalStateException if what is written now could not be one with what the session writes */
    private SessionRows rows(SharedSessionContractImplementor session) {
        unit.administration(session);
        EventSource source = (EventSource) session;
        SessionRows known = sessions.get(source);
        if (known != null) {
            return known;
        }
        SessionRows rows = new SessionRows(unit, source);
        sessions.put(source, rows);
        // Before the commit, for what a transaction that is never flushed has inserted.
        source.getActionQueue().registerCallback(committing -> rows.flushed());
        source.getActionQueue().registerCallback((success, ended) -> sessions.remove(source));
        return rows;
    }
}
