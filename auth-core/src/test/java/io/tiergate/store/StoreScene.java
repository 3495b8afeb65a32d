package io.tiergate.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiergate.Effect;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Subject;
import io.tiergate.Validity;
import io.tiergate.What;
import io.tiergate.change.Author;
import io.tiergate.change.Change;
import io.tiergate.store.GrantTable.GrantKeys;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** What the parts of {@link StoreContract} work with: a store, and two tenants that no other test uses. */
interface StoreScene {

    Author AUTHOR = new Author(
            Subject.user("admin"), Instant.parse("2026-01-02T03:04:05.678901Z"), "for the test of the store");

    Store store();

    TenantRow here();

    TenantRow there();

    /** A name that no other test uses, for what lies in the shared tenant. */
    String unique(String name);

    default <T> T write(Supplier<T> work) {
        return store().write(work);
    }

    default <T> T read(Supplier<T> work) {
        return store().read(work);
    }

    default void change(Runnable work) {
        store().write(() -> {
            work.run();
            return true;
        });
    }

    /** The store refuses the change, with whatever exception. Wrapped, as some are taken for a reason to try again. */
    default void refused(Runnable change) {
        assertThatThrownBy(() -> change(() -> {
                    try {
                        change.run();
                    } catch (RuntimeException refusal) {
                        throw new Refusal(refusal);
                    }
                }))
                .isInstanceOf(RuntimeException.class);
    }

    /** A refused change. */
    final class Refusal extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Refusal(RuntimeException cause) {
            super(cause);
        }
    }

    default PermissionRow permission(String name) {
        return permission(here(), name);
    }

    default PermissionRow permission(TenantRow tenant, String name) {
        return write(() -> store().permissions().insert(tenant.id(), name, "", false));
    }

    default BundleRow bundle(String name) {
        return bundle(here(), name);
    }

    default BundleRow bundle(TenantRow tenant, String name) {
        return write(() -> store().bundles().insert(tenant.id(), name, ""));
    }

    default void put(BundleRow bundle, PermissionRow... permissions) {
        change(() -> store().bundles()
                .add(
                        bundle.id(),
                        List.of(permissions).stream().map(PermissionRow::id).toList()));
    }

    default GroupRow group(String name) {
        return group(here(), name);
    }

    default GroupRow group(TenantRow tenant, String name) {
        return write(() -> store().groups().insert(tenant.id(), name, ""));
    }

    default SubjectRow subject(String id) {
        return subject(here(), id);
    }

    default SubjectRow subject(TenantRow tenant, String id) {
        return write(() -> store().subjects().insert(tenant.id(), Subject.user(id), ""));
    }

    default MembershipRow member(GroupRow group, SubjectRow subject) {
        return member(group, subject, Validity.ALWAYS);
    }

    default MembershipRow member(GroupRow group, SubjectRow subject, Validity validity) {
        return write(() -> store().groups().insert(group, subject, validity, AUTHOR));
    }

    default GrantRow grant(SubjectRow holder, PermissionRow what) {
        return grant(holder, what, Validity.ALWAYS);
    }

    default GrantRow grant(SubjectRow holder, PermissionRow what, Validity validity) {
        return insert(
                holder.tenantId(),
                new GrantKeys(holder.id(), null, what.id(), null),
                new Grant(holder.subject(), What.permission(what.name()), Effect.ALLOW, validity, null));
    }

    default GrantRow grant(SubjectRow holder, BundleRow what) {
        return insert(
                holder.tenantId(),
                new GrantKeys(holder.id(), null, null, what.id()),
                Grant.allow(holder.subject(), What.bundle(what.name())));
    }

    default GrantRow grant(SubjectRow holder, String wildcard) {
        return insert(
                holder.tenantId(),
                new GrantKeys(holder.id(), null, null, null),
                Grant.allow(holder.subject(), wildcard));
    }

    default GrantRow grant(GroupRow holder, PermissionRow what) {
        return insert(
                holder.tenantId(),
                new GrantKeys(null, holder.id(), what.id(), null),
                Grant.allow(Group.of(holder.name()), what.name()));
    }

    default GrantRow grant(GroupRow holder, BundleRow what) {
        return insert(
                holder.tenantId(),
                new GrantKeys(null, holder.id(), null, what.id()),
                Grant.allow(Group.of(holder.name()), What.bundle(what.name())));
    }

    default GrantRow grant(GroupRow holder, String wildcard) {
        return insert(
                holder.tenantId(),
                new GrantKeys(null, holder.id(), null, null),
                Grant.allow(Group.of(holder.name()), wildcard));
    }

    default GrantRow insert(long tenantId, GrantKeys keys, Grant grant) {
        return write(() -> store().grants().insert(tenantId, keys, grant, AUTHOR));
    }

    /** Notes a change of the given kind of the tenant; what it says does not matter here. */
    default void log(TenantRow tenant, Change... changes) {
        change(() -> store().changes().append(tenant, AUTHOR, List.of(changes)));
    }

    default Change definitional() {
        return Change.added(Change.Kind.PERMISSION, 1, null, null, "{}");
    }

    default Change ofSubject() {
        return Change.added(Change.Kind.GRANT, 1, 1L, null, "{}");
    }

    default Stamp stamp(TenantRow tenant) {
        return store().decisions()
                .holdings(tenant.tenant(), Subject.user("somebody"), DecisionReads.View.TRANSACTION)
                .stamp();
    }
}
