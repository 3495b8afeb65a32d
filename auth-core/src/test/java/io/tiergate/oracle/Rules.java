package io.tiergate.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.AccessRequest;
import io.tiergate.Decision.Code;
import io.tiergate.DecisionPoint;
import io.tiergate.Explanation;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.HeldPermission;
import io.tiergate.Holder;
import io.tiergate.PermissionHolder;
import io.tiergate.Reason;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.store.Store;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What the parts of {@link DecisionRulesContract} work with, and short words for what they do in their own tenant. */
interface Rules {

    Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    Subject ALICE = Subject.user("alice");
    Subject BOB = Subject.user("bob");

    Store store();

    /** Stands at {@link #NOON} when a test begins. */
    TestClock clock();

    DecisionPoint decisions();

    /** A tenant that no other test uses. */
    Tenant tenant();

    /** Another one. */
    Tenant otherTenant();

    /** Works in {@link #tenant()}. */
    Administration administration();

    /** A name that no other test uses, for what is shared. */
    String unique(String name);

    default Administration shared() {
        return administration().inTenant(Tenant.SHARED);
    }

    default Administration elsewhere() {
        return administration().inTenant(otherTenant());
    }

    default void permissions(String... names) {
        permissions(administration(), names);
    }

    default void permissions(Administration where, String... names) {
        Map<String, String> descriptions = new LinkedHashMap<>();
        for (String name : names) {
            descriptions.put(name, "");
        }
        where.permissions().define(descriptions);
    }

    default void bundle(String name, String... permissions) {
        administration().bundles().define(name, "", List.of(permissions));
    }

    default void group(String name, Subject... members) {
        administration().groups().define(name, "");
        administration().groups().addMembers(name, List.of(members));
    }

    default void grant(Grant... grants) {
        assertThat(administration().grants().grant(List.of(grants))).isEqualTo(grants.length);
    }

    default Code check(Subject subject, String permission) {
        return check(tenant(), subject, permission);
    }

    default Code check(Tenant where, Subject subject, String permission) {
        return decisions().check(new AccessRequest(where, subject, permission)).code();
    }

    default Code checkAt(Instant now, Subject subject, String permission) {
        clock().set(now);
        return check(subject, permission);
    }

    default Explanation explain(Subject subject, String permission) {
        return decisions().explain(new AccessRequest(tenant(), subject, permission));
    }

    /** The grants that decided. */
    default List<Grant> reasons(Subject subject, String permission) {
        return explain(subject, permission).reasons().stream()
                .map(reason -> ((Reason.ByGrant) reason).grant().grant())
                .toList();
    }

    /** The names of the groups through whose memberships the decision was made. */
    default List<String> ways(Subject subject, String permission) {
        return explain(subject, permission).reasons().stream()
                .map(Reason::membership)
                .map(membership -> membership == null ? "" : membership.group().name())
                .toList();
    }

    default List<String> held(Subject subject) {
        return decisions().permissionsOf(tenant(), subject).stream()
                .map(HeldPermission::permission)
                .toList();
    }

    default List<Holder> holders(String permission) {
        return decisions().holdersOf(tenant(), permission).stream()
                .map(PermissionHolder::holder)
                .toList();
    }

    default void inOneTransaction(Runnable work) {
        Supplier<Boolean> all = () -> {
            work.run();
            return true;
        };
        store().write(all);
    }

    default Group office() {
        return Group.of("office");
    }
}
