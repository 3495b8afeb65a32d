package io.tiergate.store.jpa;

import io.tiergate.change.Change.Kind;
import io.tiergate.change.Change.Operation;
import io.tiergate.schema.Vendor;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.hibernate.exception.LockAcquisitionException;

/**
 * Looks, before a transaction commits, for rows that refer to what is gone. PostgreSQL and MariaDB lock what a foreign key
 * refers to. H2 does not: of two transactions, one that refers to a row and one that deletes it, neither would see the other.
 * So they are looked at one after the other here, and the later one fails as a conflict.
 *
 * <p>Resources and their places are left to {@link TreeLocks} and {@link ReferredRows}: that one is registered is not logged. Whoever
 * deletes a type or a tenant while another transaction registers the first resource of it may leave that behind, so that all others
 * need not wait; nobody is allowed anything on it.
 */
final class ReferenceCheck {

    private static final List<Reference> REFERENCES = List.of(
            new Reference(Kind.MEMBERSHIP, "tiergate_group_member", "id", "subject_id", Kind.SUBJECT),
            new Reference(Kind.MEMBERSHIP, "tiergate_group_member", "id", "group_id", Kind.GROUP),
            new Reference(Kind.GRANT, "tiergate_grant", "id", "holder_subject_id", Kind.SUBJECT),
            new Reference(Kind.GRANT, "tiergate_grant", "id", "holder_group_id", Kind.GROUP),
            new Reference(Kind.GRANT, "tiergate_grant", "id", "permission_id", Kind.PERMISSION),
            new Reference(Kind.GRANT, "tiergate_grant", "id", "bundle_id", Kind.BUNDLE),
            new Reference(Kind.BUNDLE_PERMISSION, "tiergate_bundle_permission", "bundle_id", "bundle_id", Kind.BUNDLE),
            new Reference(
                    Kind.BUNDLE_PERMISSION,
                    "tiergate_bundle_permission",
                    "bundle_id",
                    "permission_id",
                    Kind.PERMISSION),
            new Reference(Kind.RESOURCE_TYPE, "tiergate_resource_type", "id", "owner_bundle_id", Kind.BUNDLE),
            new Reference(
                    Kind.RESOURCE_TYPE, "tiergate_resource_type_permission", "type_id", "type_id", Kind.RESOURCE_TYPE),
            new Reference(
                    Kind.RESOURCE_TYPE,
                    "tiergate_resource_type_permission",
                    "type_id",
                    "permission_id",
                    Kind.PERMISSION),
            new Reference(Kind.RESOURCE, "tiergate_resource", "id", "type_id", Kind.RESOURCE_TYPE),
            new Reference(Kind.RESOURCE, "tiergate_resource", "id", "owner_subject_id", Kind.SUBJECT),
            new Reference(Kind.RESOURCE, "tiergate_resource", "id", "owner_group_id", Kind.GROUP));

    private static final List<String> OF_TENANTS = List.of(
            "tiergate_permission",
            "tiergate_bundle",
            "tiergate_group",
            "tiergate_subject",
            "tiergate_grant",
            "tiergate_resource_type",
            "tiergate_resource");

    private final Sql sql;
    private final Sql apart;
    private final Transactions transactions;
    private final boolean needed;

    /** @param apart on the connections that {@link Transactions#outside} has */
    ReferenceCheck(Sql sql, Sql apart, Transactions transactions, Vendor vendor) {
        this.sql = sql;
        this.apart = apart;
        this.transactions = transactions;
        this.needed = vendor == Vendor.H2;
    }

    /**
     * From now on no other transaction that has changed something commits before this one.
     *
     * @param tenantIds of which it has changed something
     * @param changeSets the keys of what the current transaction has changed
     * @throws LockAcquisitionException if what it refers to is gone, or something refers to what it has deleted
     */
    void check(Collection<Long> tenantIds, Collection<Long> changeSets) {
        if (!needed || changeSets.isEmpty()) {
            return;
        }
        Map<Kind, Set<Long>> changed = new EnumMap<>(Kind.class);
        Map<Kind, Set<Long>> removed = new EnumMap<>(Kind.class);
        sql.listOf(
                        "select kind, operation, object_id from tiergate_change where change_set_id in (:keys)",
                        (row, number) -> new Changed(Kind.valueOf(row.getString(1)), row.getString(2), row.getLong(3)),
                        changeSets)
                .forEach(one -> (one.isRemoved() ? removed : changed)
                        .computeIfAbsent(one.kind(), kind -> new HashSet<>())
                        .add(one.id()));
        // Nobody changes it while nodes run, so that who had to wait for it does not fail for that.
        sql.list("select version from tiergate_schema for update", (row, number) -> row.getInt(1));
        requireTenants(tenantIds, changed, removed);
        for (Reference reference : REFERENCES) {
            if (refersToWhatIsGone(reference, changed) || isLeft(reference, changed, removed)) {
                throw conflict(reference.toString());
            }
        }
    }

    /** Of a tenant that goes, what it has is not logged; nobody may have added to it. */
    private void requireTenants(
            Collection<Long> tenantIds, Map<Kind, Set<Long>> changed, Map<Kind, Set<Long>> removed) {
        Set<Long> gone = removed.getOrDefault(Kind.TENANT, Set.of());
        Set<Long> needed = new HashSet<>(tenantIds);
        needed.removeAll(gone);
        needed.removeAll(changed.getOrDefault(Kind.TENANT, Set.of()));
        needed.removeAll(committed("select id from tiergate_tenant where id in (:keys)", needed));
        if (!needed.isEmpty()) {
            throw conflict("tenants " + needed);
        }
        // On a snapshot the revision of the tenant tells: see WholeSnapshots.
        if (!transactions.readsSnapshot()) {
            for (String table : OF_TENANTS) {
                if (!committed("select tenant_id from " + table + " where tenant_id in (:keys)", gone)
                        .isEmpty()) {
                    throw conflict("tenants " + gone);
                }
            }
        }
    }

    private static LockAcquisitionException conflict(String what) {
        return Numbering.conflict(new SQLException("What is referred to is gone: " + what, "40001"));
    }

    private boolean refersToWhatIsGone(Reference reference, Map<Kind, Set<Long>> changed) {
        Set<Long> referred = new HashSet<>(sql.listOf(
                "select " + reference.column() + " from " + reference.table() + " where " + reference.key()
                        + " in (:keys) and " + reference.column() + " is not null",
                (row, number) -> row.getLong(1),
                changed.getOrDefault(reference.kind(), Set.of())));
        referred.removeAll(changed.getOrDefault(reference.to(), Set.of()));
        referred.removeAll(committed("select id from " + table(reference.to()) + " where id in (:keys)", referred));
        return !referred.isEmpty();
    }

    private boolean isLeft(Reference reference, Map<Kind, Set<Long>> changed, Map<Kind, Set<Long>> removed) {
        Set<Long> gone = removed.getOrDefault(reference.to(), Set.of());
        if (transactions.readsSnapshot() && reference.isLoggedAsItsWhole()) {
            // Which of its parts this transaction has removed cannot be told. If others have changed any, the tenant's
            // revision is not the one of the snapshot, and cannot be raised: see WholeSnapshots.
            return false;
        }
        Set<Long> left = committed(
                "select " + reference.key() + " from " + reference.table() + " where " + reference.column()
                        + " in (:keys)",
                gone);
        if (transactions.readsSnapshot()) {
            // Others still see what this one has changed.
            left.removeAll(changed.getOrDefault(reference.kind(), Set.of()));
            left.removeAll(removedAsSeenHere(reference.kind(), left));
        }
        return !left.isEmpty();
    }

    /** Also by a trigger, or before what was numbered last. Who still sees a row has not been told that others removed it. */
    private List<Long> removedAsSeenHere(Kind kind, Set<Long> keys) {
        return sql.listOf(
                "select object_id from tiergate_change where operation = '" + Operation.REMOVED + "' and kind = '"
                        + kind + "' and object_id in (:keys)",
                (row, number) -> row.getLong(1),
                keys);
    }

    /** Also what a transaction does not see for its snapshot; elsewhere on its own connection, to need no other one. */
    private Set<Long> committed(String query, Set<Long> keys) {
        if (keys.isEmpty()) {
            return new HashSet<>();
        }
        return new HashSet<>(
                transactions.readsSnapshot()
                        ? transactions.outside(() -> apart.listOf(query, (row, number) -> row.getLong(1), keys))
                        : sql.listOf(query, (row, number) -> row.getLong(1), keys));
    }

    private static String table(Kind kind) {
        return "tiergate_" + kind.name().toLowerCase(Locale.ROOT);
    }

    /** One change of the log. */
    private record Changed(Kind kind, String operation, long id) {

        boolean isRemoved() {
            return operation.equals(Operation.REMOVED.name());
        }
    }

    /**
     * How rows refer to others.
     *
     * @param kind as which the log tells of the rows
     * @param table where they are
     * @param key the column that has what the log calls them by
     * @param column that refers
     * @param to as which the log tells of what it refers to
     */
    private record Reference(Kind kind, String table, String key, String column, Kind to) {

        boolean isLoggedAsItsWhole() {
            return key.equals(column);
        }
    }
}
