package io.tiergate.store.memory;

import io.tiergate.Grant;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.Validity;
import io.tiergate.change.Author;
import io.tiergate.change.Change;
import io.tiergate.change.Change.Kind;
import io.tiergate.store.BundleRow;
import io.tiergate.store.DecisionReads.View;
import io.tiergate.store.GrantRow;
import io.tiergate.store.GrantTable.GrantKeys;
import io.tiergate.store.GroupRow;
import io.tiergate.store.MembershipRow;
import io.tiergate.store.PermissionHoldings;
import io.tiergate.store.PermissionRow;
import io.tiergate.store.Stamp;
import io.tiergate.store.SubjectRow;
import io.tiergate.store.TenantRow;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A store in memory with one of each kind of row in its default tenant. */
abstract class MemoryScene {

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final Subject ALICE = Subject.user("alice");
    static final Subject ROOT = Subject.service("root");
    static final Author AUTHOR = new Author(ROOT, NOON, "setup");
    static final Validity MARCH = Validity.until(Instant.parse("2026-04-01T00:00:00Z"));

    final MemoryStore store = new MemoryStore();

    // One of each kind, in the default tenant.
    final TenantRow tenant = store.tenants().find(Tenant.DEFAULT);
    final PermissionRow read = store.write(() -> store.permissions().insert(tenant.id(), "invoice.read", "", false));
    final PermissionRow pay = store.write(() -> store.permissions().insert(tenant.id(), "invoice.pay", "", true));
    final BundleRow clerk = store.write(() -> store.bundles().insert(tenant.id(), "clerk", ""));
    final GroupRow lisbon = store.write(() -> store.groups().insert(tenant.id(), "Lisbon", ""));
    final SubjectRow alice = store.write(() -> store.subjects().insert(tenant.id(), ALICE, "Alice"));
    final MembershipRow membership = store.write(() -> store.groups().insert(lisbon, alice, Validity.ALWAYS, AUTHOR));
    final GrantRow grant = store.write(() -> {
        store.bundles().add(clerk.id(), List.of(read.id()));
        store.changes().append(tenant, AUTHOR, List.of(definitional()));
        return insert(new GrantKeys(alice.id(), null, read.id(), null), Grant.allow(ALICE, read.name()));
    });

    interface Mutation {
        void on(MemoryScene scene);
    }

    record Named(String name, Mutation mutation) {
        @Override
        public String toString() {
            return name;
        }
    }

    static final class Oops extends RuntimeException {}

    void write(Runnable work) {
        store.write(() -> {
            work.run();
            return true;
        });
    }

    GrantRow insert(GrantKeys keys, Grant given) {
        return store.grants().insert(tenant.id(), keys, given, AUTHOR);
    }

    Grant grant() {
        return grant.recorded().grant();
    }

    SubjectRow subject(String id) {
        return store.subjects().insert(tenant.id(), Subject.user(id), "");
    }

    void describeBoth(String description) {
        for (PermissionRow row : List.of(read, pay)) {
            store.permissions()
                    .update(row, new PermissionRow(row.id(), row.tenantId(), row.name(), description, false, false));
        }
    }

    PermissionHoldings holders(List<Long> groupIds) {
        return store.decisions()
                .holdersOf(
                        Tenant.DEFAULT,
                        List.of(read.id()),
                        List.of(clerk.id()),
                        List.of("*", "invoice.*"),
                        groupIds,
                        List.of(),
                        View.TRANSACTION);
    }

    Stamp stamp() {
        return store.decisions()
                .holdings(Tenant.DEFAULT, ALICE, View.TRANSACTION)
                .stamp();
    }

    static Change definitional() {
        return Change.added(Kind.PERMISSION, 1, null, null, "{}");
    }

    static Change personal() {
        return Change.added(Kind.SUBJECT, 1, 1L, null, "{}");
    }

    /** All that can be seen of the store, by every way on which it can be found. */
    Map<String, Object> everything() {
        Map<String, Object> seen = new LinkedHashMap<>();
        seen.put("tenants", store.tenants().list());
        for (Tenant some : List.of(Tenant.DEFAULT, Tenant.SHARED, Tenant.of("acme"))) {
            seen.put("definitions of " + some, store.decisions().definitions(some, View.TRANSACTION));
            seen.put("holdings in " + some, store.decisions().holdings(some, ALICE, View.TRANSACTION));
        }
        seen.put("holders", holders(List.of(lisbon.id())));
        seen.put("permissions", store.permissions().list(tenant.id()));
        seen.put("permission by name", store.permissions().find(tenant.id(), read.name()));
        seen.put("tenants with permission", store.permissions().tenantsWith(read.name()));
        seen.put("bundles", store.bundles().list(tenant.id()));
        seen.put("bundle by name", store.bundles().find(tenant.id(), clerk.name()));
        seen.put("tenants with bundle", store.bundles().tenantsWith(clerk.name()));
        seen.put("permissions of bundle", store.bundles().permissionsOf(clerk.id()));
        seen.put("bundles with permission", store.bundles().containing(read.id()));
        seen.put("groups", store.groups().list(tenant.id()));
        seen.put("group by name", store.groups().find(tenant.id(), lisbon.name()));
        seen.put("members", store.groups().membersOf(lisbon.id()));
        seen.put("memberships", store.groups().membershipsOf(alice.id()));
        seen.put("subjects", store.subjects().list(tenant.id()));
        seen.put("subject by name", store.subjects().find(tenant.id(), ALICE));
        seen.put("grants", store.grants().list(tenant.id()));
        seen.put("grant", store.grants().find(tenant.id(), grant.id()));
        seen.put("grants of subject", store.grants().ofSubject(alice.id()));
        seen.put("grants of group", store.grants().ofGroup(lisbon.id()));
        seen.put("grants of permission", store.grants().ofPermission(read.id()));
        seen.put("grants of bundle", store.grants().ofBundle(clerk.id()));
        seen.put(
                "grants like it",
                store.grants().like(tenant.id(), new GrantKeys(alice.id(), null, read.id(), null), grant()));
        seen.put("log", store.changes().read(tenant.id(), 0, Integer.MAX_VALUE));
        return seen;
    }
}
