package io.tiergate.store.memory;

import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Holder;
import io.tiergate.RecordedGrant;
import io.tiergate.Resource;
import io.tiergate.What;
import io.tiergate.change.Author;
import io.tiergate.store.GrantRow;
import io.tiergate.store.GrantTable;
import io.tiergate.store.HeldGrant;
import io.tiergate.store.memory.StoredGrant.Giving;
import io.tiergate.store.memory.StoredGrant.Granted;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The grants in memory. */
final class MemoryGrants implements GrantTable {

    /** Is nobody's key. */
    private static final long NOBODY = 0;

    private final Transactions transactions;
    private final Tables tables;

    MemoryGrants(Transactions transactions, Tables tables) {
        this.transactions = transactions;
        this.tables = tables;
    }

    @Override
    public List<GrantRow> ofSubject(long subjectId) {
        return rows(tables.grantsBySubject, subjectId);
    }

    @Override
    public List<GrantRow> ofGroup(long groupId) {
        return rows(tables.grantsByGroup, groupId);
    }

    @Override
    public List<GrantRow> ofPermission(long permissionId) {
        return rows(tables.grantsByPermission, permissionId);
    }

    @Override
    public List<GrantRow> ofBundle(long bundleId) {
        return rows(tables.grantsByBundle, bundleId);
    }

    @Override
    public List<GrantRow> ofResource(long resourceId) {
        return rows(tables.grantsByResource, resourceId);
    }

    @Override
    public List<GrantRow> ofResources(Collection<Long> resourceIds) {
        return resourceIds.stream()
                .flatMap(resourceId -> ofResource(resourceId).stream())
                .toList();
    }

    @Override
    public List<GrantRow> list(long tenantId) {
        return rows(tables.grantsByTenant, tenantId);
    }

    @Override
    public @Nullable GrantRow find(long tenantId, long id) {
        return transactions.<@Nullable GrantRow>read(() -> {
            StoredGrant found = tables.grants.find(id);
            return found == null || found.tenantId() != tenantId ? null : row(found);
        });
    }

    @Override
    public List<GrantRow> like(long tenantId, GrantKeys keys, Grant grant) {
        Granted granted = new Granted(keys.permissionId(), keys.bundleId(), wildcard(grant));
        return rows(
                tables.grantsByGiving,
                new Giving(
                        tenantId, keys.groupId() != null, holderId(keys), granted, keys.resourceId(), grant.effect()));
    }

    @Override
    public GrantRow insert(long tenantId, GrantKeys keys, Grant grant, Author author) {
        return transactions.change(() -> {
            requireOne("holder", keys.subjectId(), keys.groupId());
            requireOne("permission, bundle or wildcard", keys.permissionId(), keys.bundleId(), wildcard(grant));
            return row(tables.grants.insert(new StoredGrant(
                    tenantId,
                    new HeldGrant(
                            tables.nextId(),
                            keys.groupId() != null,
                            holderId(keys),
                            keys.permissionId(),
                            keys.bundleId(),
                            wildcard(grant),
                            keys.resourceId(),
                            grant.effect(),
                            grant.validity(),
                            author.actor(),
                            author.at(),
                            grant.reason()))));
        });
    }

    @Override
    public void delete(Collection<Long> ids) {
        transactions.change(() -> {
            ids.forEach(tables.grants::delete);
            return true;
        });
    }

    private <K> List<GrantRow> rows(Index<K, StoredGrant> index, K key) {
        return transactions.read(() -> index.of(key).stream().map(this::row).toList());
    }

    private GrantRow row(StoredGrant stored) {
        HeldGrant held = stored.held();
        Holder holder = held.byGroup()
                ? Group.of(tables.groups.get(held.holderId()).name())
                : tables.subjects.get(held.holderId()).subject();
        Resource resource = held.resourceId() == null
                ? null
                : tables.resources.get(held.resourceId()).resource();
        Grant grant = new Grant(holder, what(held), resource, held.effect(), held.validity(), held.reason());
        return new GrantRow(
                new RecordedGrant(held.id(), grant, held.grantedBy(), held.grantedAt()),
                stored.tenantId(),
                stored.subjectId(),
                stored.groupId(),
                held.permissionId(),
                held.bundleId(),
                held.resourceId());
    }

    private What what(HeldGrant held) {
        if (held.permissionId() != null) {
            return new What(
                    What.Kind.PERMISSION,
                    tables.permissions.get(held.permissionId()).name());
        }
        if (held.bundleId() != null) {
            return new What(
                    What.Kind.BUNDLE, tables.bundles.get(held.bundleId()).name());
        }
        return new What(What.Kind.WILDCARD, Objects.requireNonNull(held.wildcard(), "wildcard"));
    }

    private static @Nullable String wildcard(Grant grant) {
        return grant.what().kind() == What.Kind.WILDCARD ? grant.what().name() : null;
    }

    private static long holderId(GrantKeys keys) {
        if (keys.groupId() != null) {
            return keys.groupId();
        }
        return keys.subjectId() == null ? NOBODY : keys.subjectId();
    }

    /** A check constraint: one of the alternatives, not none and not several. */
    private static void requireOne(String what, @Nullable Object... alternatives) {
        long given = Arrays.stream(alternatives).filter(Objects::nonNull).count();
        if (given != 1) {
            throw new IllegalStateException("A grant has exactly one " + what + ", not " + given);
        }
    }
}
