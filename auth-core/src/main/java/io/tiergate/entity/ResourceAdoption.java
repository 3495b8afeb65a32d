package io.tiergate.entity;

import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.admin.ResourceEntry;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.TypedQuery;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Registers the rows that a table had before its entity was {@linkplain GuardedEntity guarded}: those without a resource.
 *
 * <pre>{@code
 * ResourceAdoption adoption = new ResourceAdoption(entityManagerFactory, transactionManager);
 * adoption.adopt(Folder.class, progress -> log.info("{}", progress));
 * adoption.adopt(Document.class, progress -> log.info("{}", progress));
 * }</pre>
 *
 * <p>Works in chunks, each in a transaction of its own, and holds no more than one of them in memory. Where it was stopped it goes
 * on when it is called again; called once more it finds nothing to do. The application may go on meanwhile: rows are locked
 * while they are registered. Parents come before their children: of one entity by itself, of several by the order of the
 * calls. What is registered already, by hand, is moved and handed over to where the row says.
 */
public final class ResourceAdoption {

    private static final int CHUNK = 2_000;

    private final SessionFactoryImplementor factory;
    private final GuardedUnit unit;
    private final EntityManager entities;
    private final TransactionTemplate transactions;

    /**
     * @param factory of the guarded entities
     * @param transactions the one that the application saves them with
     */
    public ResourceAdoption(EntityManagerFactory factory, PlatformTransactionManager transactions) {
        this.factory = factory.unwrap(SessionFactoryImplementor.class);
        this.unit = GuardedEntities.unit(this.factory);
        this.entities = SharedEntityManagerCreator.createSharedEntityManager(factory);
        this.transactions = new TransactionTemplate(transactions);
        this.transactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        // So that behind the lock the rows are read as those who had them before have left them.
        this.transactions.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
    }

    /**
     * How far it is.
     *
     * @param adopted rows so far, in this call
     * @param total rows without a resource when the call began
     */
    public record Progress(Class<?> entity, long adopted, long total) {

        @Override
        public String toString() {
            return adopted + " of " + total + " rows of " + entity.getSimpleName() + " have got a resource";
        }
    }

    /**
     * Registers all rows of an entity that have no resource.
     *
     * @param progress told after each chunk, outside of its transaction
     * @return how many
     * @throws IllegalArgumentException if it is no guarded entity
     * @throws IllegalStateException if rows are left whose parents have no resource; the others are registered
     */
    public long adopt(Class<?> entity, Consumer<? super Progress> progress) {
        GuardedMapping mapping = unit.mapping(entity);
        long total = count(mapping);
        long adopted = 0;
        long inPass;
        do {
            inPass = 0;
            Object last = null;
            do {
                Chunk chunk = next(mapping, last);
                last = chunk.last();
                inPass += chunk.size();
                if (chunk.size() > 0) {
                    progress.accept(new Progress(entity, adopted + inPass, total));
                }
            } while (last != null);
            adopted += inPass;
            // Children may have stood before their parents in the order of the ids.
        } while (inPass > 0 && mapping.hasParent());
        long left = adopted == total ? 0 : count(mapping);
        if (left > 0) {
            throw new IllegalStateException(
                    left + " rows of " + entity.getName() + " are without a resource still, because"
                            + " the rows that '" + mapping.parent() + "' refers to have none. Adopt these first.");
        }
        return adopted;
    }

    /**
     * @param size how many have been adopted
     * @param last the id of its last row, or null if there are no more
     */
    private record Chunk(int size, @Nullable Object last) {}

    private Chunk next(GuardedMapping mapping, @Nullable Object after) {
        return Objects.requireNonNull(transactions.execute(status -> adoptChunk(mapping, after)));
    }

    private Chunk adoptChunk(GuardedMapping mapping, @Nullable Object after) {
        SessionImplementor session = entities.unwrap(SessionImplementor.class);
        List<Object> ids = ids(mapping, after);
        RowLock.take(session, mapping, persister(mapping).getIdentifierType(), ids);
        int adopted = ids.isEmpty() ? 0 : adopt(session, mapping, ids);
        return new Chunk(adopted, ids.size() < CHUNK ? null : ids.get(ids.size() - 1));
    }

    /** Rows come in the order of their ids, and are found by them: what has been adopted is not looked through again. */
    private List<Object> ids(GuardedMapping mapping, @Nullable Object after) {
        TypedQuery<Object> query = entities.createQuery(
                "select id(e)" + from(mapping) + (after == null ? "" : " and id(e) > :after") + " order by id(e)",
                Object.class);
        if (after != null) {
            query.setParameter("after", after);
        }
        return query.setMaxResults(CHUNK).getResultList();
    }

    private int adopt(SessionImplementor session, GuardedMapping mapping, List<Object> locked) {
        List<Object[]> rows = entities.createQuery(
                        select(mapping) + from(mapping) + " and id(e) in (:ids) order by id(e)", Object[].class)
                .setParameter("ids", locked)
                .getResultList();
        Map<Tenant, Map<Resource, Object>> ids = new LinkedHashMap<>();
        Map<Tenant, Map<Resource, GuardedRow>> wanted = new LinkedHashMap<>();
        for (@Nullable Object[] row : rows) {
            GuardedRow guarded = row(mapping, row);
            ids.computeIfAbsent(guarded.tenant(), tenant -> new HashMap<>())
                    .put(guarded.resource(), Objects.requireNonNull(row[0], "id"));
            wanted.computeIfAbsent(guarded.tenant(), tenant -> new LinkedHashMap<>())
                    .put(guarded.resource(), guarded);
        }
        Administration administration = unit.administration(session);
        wanted.forEach((tenant, resources) -> {
            register(administration, tenant, resources);
            Map<Object, Long> keys = new LinkedHashMap<>();
            for (ResourceEntry entry :
                    administration.inTenant(tenant).resources().find(resources.keySet())) {
                keys.put(Objects.requireNonNull(ids.get(tenant)).get(entry.resource()), entry.key());
            }
            KeyWriter.write(session, mapping, persister(mapping).getIdentifierType(), keys);
        });
        return rows.size();
    }

    private static void register(Administration administration, Tenant tenant, Map<Resource, GuardedRow> rows) {
        int added = administration
                .inTenant(tenant)
                .resources()
                .registerMissing(rows.values().stream().map(GuardedRow::asNew).toList());
        if (added < rows.size()) {
            // Some were registered before, perhaps at another place and of another owner.
            ResourceChanges changes = new ResourceChanges(administration);
            changes.move(tenant, rows);
            changes.handOver(tenant, rows);
        }
    }

    private String select(GuardedMapping mapping) {
        return "select id(e), "
                + (mapping.hasParent() ? "id(e." + mapping.parent() + ")" : "cast(null as string)") + ", "
                + (mapping.hasOwner() ? owner(mapping) : "cast(null as string)") + ", "
                + (mapping.tenant().isEmpty() ? "cast(null as string)" : "e." + mapping.tenant());
    }

    /** Those without a resource whose parents have one. */
    private String from(GuardedMapping mapping) {
        return " from " + persister(mapping).getEntityName() + " e"
                + (mapping.hasParent() ? " left join e." + mapping.parent() + " p" : "")
                + " where e." + mapping.key() + " is null"
                + (mapping.hasParent() ? " and (p is null or p." + parentKey(mapping) + " is not null)" : "");
    }

    private String owner(GuardedMapping mapping) {
        boolean isEntity = type(mapping, mapping.owner()).isEntityType();
        return isEntity ? "id(e." + mapping.owner() + ")" : "e." + mapping.owner();
    }

    private String parentKey(GuardedMapping mapping) {
        Class<?> parent = type(mapping, mapping.parent()).getReturnedClass();
        return unit.mapping(parent).key();
    }

    private Type type(GuardedMapping mapping, String attribute) {
        EntityPersister persister = persister(mapping);
        return persister
                .getPropertyTypes()[List.of(persister.getPropertyNames()).indexOf(attribute)];
    }

    private EntityPersister persister(GuardedMapping mapping) {
        return factory.getMappingMetamodel().getEntityDescriptor(mapping.entity());
    }

    private GuardedRow row(GuardedMapping mapping, @Nullable Object[] row) {
        Object parent = row[1];
        Object owner = row[2];
        Object tenant = row[3];
        return new GuardedRow(
                tenant == null ? unit.services().access().tenant() : Tenant.of(tenant.toString()),
                RowReader.resource(mapping.type(), Objects.requireNonNull(row[0], "id")),
                parent == null ? null : RowReader.resource(mapping.parentType(), parent),
                owner == null ? null : Subject.of(mapping.ownerType(), owner.toString()),
                null);
    }

    private long count(GuardedMapping mapping) {
        return Objects.requireNonNull(transactions.execute(status -> entities.createQuery(
                        "select count(e) from " + persister(mapping).getEntityName() + " e where e." + mapping.key()
                                + " is null",
                        Long.class)
                .getSingleResult()));
    }
}
