package io.tiergate.admin;

import io.tiergate.Subject;
import io.tiergate.change.Author;
import io.tiergate.change.Change;
import io.tiergate.change.Change.Kind;
import io.tiergate.store.BundleRow;
import io.tiergate.store.GrantRow;
import io.tiergate.store.MembershipRow;
import io.tiergate.store.PermissionRow;
import io.tiergate.store.Store;
import io.tiergate.store.SubjectRow;
import io.tiergate.store.TenantRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One operation of the administration service, with what several of them do. */
final class Edit extends Look {

    private final Author author;
    private final Map<TenantRow, List<Change>> log = new LinkedHashMap<>();
    private final Map<Long, TenantRow> tenants = new LinkedHashMap<>();

    Edit(Store store, Look look, Author author) {
        super(store, look.tenant());
        this.author = author;
        tenants.put(look.tenantId(), look.tenant());
    }

    Author author() {
        return author;
    }

    void log(Change change) {
        log(tenant(), change);
    }

    void log(TenantRow where, Change change) {
        log.computeIfAbsent(where, key -> new ArrayList<>()).add(change);
    }

    /** What was logged until now; where that is much, before it grows. */
    void writeLog() {
        log.forEach((where, changes) -> store().changes().append(where, author, changes));
        log.clear();
    }

    /** The subject, noted if the store has not heard of it yet. */
    SubjectRow subject(Subject subject) {
        requireNotShared("subjects");
        if (subject.isAnonymous()) {
            throw new RefusedException("The anonymous subject is nobody that could be noted, suspended or put into a"
                    + " group. Use the group 'everyone' for requests without sign-in.");
        }
        SubjectRow found = store().subjects().find(tenantId(), subject);
        if (found != null) {
            return found;
        }
        SubjectRow added = store().subjects().insert(tenantId(), subject, "");
        log(Change.added(Kind.SUBJECT, added.id(), added.id(), null, JsonObject.subject(added)));
        return added;
    }

    /**
     * Before rows that refer to resources, or resources themselves, are locked: whoever moves or removes branches would lock
     * the same rows in another order.
     */
    void shareTrees() {
        store().resources().shareTrees(tenantId());
    }

    /** Deletes grants of any tenant, each logged where it belongs. */
    void deleteGrants(List<GrantRow> grants) {
        if (grants.isEmpty()) {
            return;
        }
        for (GrantRow grant : grants) {
            log(
                    tenantRow(grant.tenantId()),
                    Change.removed(
                                    Kind.GRANT,
                                    grant.id(),
                                    grant.subjectId(),
                                    grant.groupId(),
                                    JsonObject.grant(grant.recorded()))
                            .at(grant.resourceId()));
        }
        store().grants().delete(grants.stream().map(GrantRow::id).toList());
    }

    void deleteMemberships(List<MembershipRow> memberships) {
        if (memberships.isEmpty()) {
            return;
        }
        for (MembershipRow row : memberships) {
            log(Change.removed(
                    Kind.MEMBERSHIP,
                    row.id(),
                    row.subjectId(),
                    row.groupId(),
                    JsonObject.membership(row.membership())));
        }
        store().groups()
                .deleteMemberships(memberships.stream().map(MembershipRow::id).toList());
    }

    void addToBundle(BundleRow bundle, List<PermissionRow> permissions) {
        if (permissions.isEmpty()) {
            return;
        }
        store().bundles()
                .add(bundle.id(), permissions.stream().map(PermissionRow::id).toList());
        for (PermissionRow permission : permissions) {
            log(Change.added(
                    Kind.BUNDLE_PERMISSION,
                    bundle.id(),
                    null,
                    null,
                    JsonObject.bundlePermission(bundle.name(), permission.name())));
        }
    }

    void removeFromBundle(BundleRow bundle, List<PermissionRow> permissions) {
        if (permissions.isEmpty()) {
            return;
        }
        store().bundles()
                .remove(bundle.id(), permissions.stream().map(PermissionRow::id).toList());
        for (PermissionRow permission : permissions) {
            log(
                    tenantRow(bundle.tenantId()),
                    Change.removed(
                            Kind.BUNDLE_PERMISSION,
                            bundle.id(),
                            null,
                            null,
                            JsonObject.bundlePermission(bundle.name(), permission.name())));
        }
    }

    /** Refuses a name that is taken here, or, since shared names are reserved, in a tenant that would see both. */
    void requireFree(String kind, String name, List<TenantRow> taken) {
        for (TenantRow other : taken) {
            if (other.equals(tenant())) {
                throw new AlreadyExistsException("There is a " + kind + " '" + name + "' already in tenant '"
                        + tenant().tenant() + "'. Use it, or another name.");
            }
            if (other.tenant().isShared()) {
                throw new AlreadyExistsException(
                        "The " + kind + " name '" + name + "' is defined in tenant 'shared', and"
                                + " so reserved in every tenant. Use the shared one, or another name.");
            }
            if (isShared()) {
                throw new AlreadyExistsException("The " + kind + " name '" + name + "' is taken in tenant '"
                        + other.tenant() + "', so it cannot become a shared one. Rename or delete it there first.");
            }
        }
    }

    /** Whether what is defined in one of these tenants is seen here. */
    boolean sees(List<TenantRow> where) {
        return where.stream()
                .anyMatch(other -> other.equals(tenant()) || other.tenant().isShared());
    }

    /** Of any tenant that there is. */
    TenantRow tenantRow(long id) {
        if (!tenants.containsKey(id)) {
            store().tenants().list().forEach(row -> tenants.put(row.id(), row));
        }
        return Objects.requireNonNull(tenants.get(id), "tenant");
    }
}
