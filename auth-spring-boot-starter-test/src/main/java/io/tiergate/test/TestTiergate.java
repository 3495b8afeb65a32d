package io.tiergate.test;

import io.tiergate.DecisionPoint;
import io.tiergate.Grant;
import io.tiergate.Holder;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.What;
import io.tiergate.admin.Administration;
import io.tiergate.admin.PermissionCatalogue;
import io.tiergate.decision.StoreDecisionPoint;
import io.tiergate.security.Access;
import io.tiergate.security.SubjectResolver;
import io.tiergate.security.TenantResolver;
import io.tiergate.store.Store;
import io.tiergate.store.memory.MemoryStore;
import java.time.Clock;
import java.util.stream.Stream;

/**
 * All of Tiergate in memory, for unit tests without a Spring context. The rules, the administration and the change log are
 * those of an application.
 *
 * <pre>{@code
 * TestTiergate tiergate = TestTiergate.inMemory().grant("alice", "invoice.read");
 * InvoiceService service = new InvoiceService(tiergate.access("alice"));
 * }</pre>
 *
 * <p>Safe for use by many threads.
 */
public final class TestTiergate {

    private final Store store;
    private final TestClock clock;
    private final DecisionPoint decisions;
    private final Administration administration;

    private TestTiergate(Store store, TestClock clock, DecisionPoint decisions, Administration administration) {
        this.store = store;
        this.clock = clock;
        this.decisions = decisions;
        this.administration = administration;
    }

    /** With nothing in it, in the tenant {@link Tenant#DEFAULT}. Its clock stands at the present. */
    public static TestTiergate inMemory() {
        Store store = new MemoryStore();
        TestClock clock = TestClock.at(Clock.systemUTC().instant());
        DecisionPoint decisions = new StoreDecisionPoint(store, clock);
        return new TestTiergate(store, clock, decisions, Administration.of(store, decisions, clock, () -> null));
    }

    /** The same in another tenant, which is made if it is missing. */
    public TestTiergate inTenant(Tenant tenant) {
        administration.tenants().createIfMissing(tenant);
        return new TestTiergate(store, clock, decisions, administration.inTenant(tenant));
    }

    public Tenant tenant() {
        return administration.tenant();
    }

    /** For all that has no short way here: bundles, groups, validities, suspending. */
    public Administration administration() {
        return administration;
    }

    /** Sees each change at once. */
    public DecisionPoint decisions() {
        return decisions;
    }

    /** What is valid now is decided by it. */
    public TestClock clock() {
        return clock;
    }

    public Store store() {
        return store;
    }

    /** What the user may do whom Spring Security has as the current one. */
    public Access access() {
        return new Access(decisions, SubjectResolver.standard(), TenantResolver.always(tenant()));
    }

    /** What the user of that id may do, whoever is current. */
    public Access access(String user) {
        return access(Subject.user(user));
    }

    /** What the subject may do, whoever is current. */
    public Access access(Subject subject) {
        return access().of(subject.isAnonymous() ? null : TestPrincipal.of(subject));
    }

    /** Declares those of the permissions that are missing. */
    public TestTiergate declare(String... permissions) {
        for (String permission : permissions) {
            administration.permissions().defineIfMissing(permission, "");
        }
        return this;
    }

    /** Declares the permissions as an application does at its start, for all tenants. */
    public TestTiergate declare(PermissionCatalogue catalogue) {
        administration.inTenant(Tenant.SHARED).declare(catalogue.permissions());
        return this;
    }

    /**
     * Allows the user what is named, and declares those of the permissions that are missing.
     *
     * @param permissions names of permissions, and wildcards, which cover what is declared
     */
    public TestTiergate grant(String user, String... permissions) {
        return grant(Subject.user(user), permissions);
    }

    /** Allows a subject or a group what is named. A group must be there. */
    public TestTiergate grant(Holder holder, String... permissions) {
        Stream.of(permissions)
                .map(permission -> Grant.allow(holder, permission))
                .forEach(this::grant);
        return this;
    }

    /** Denies the user what is named, which wins over what is allowed. */
    public TestTiergate deny(String user, String... permissions) {
        return deny(Subject.user(user), permissions);
    }

    /** Denies a subject or a group what is named. A group must be there. */
    public TestTiergate deny(Holder holder, String... permissions) {
        Stream.of(permissions).map(permission -> Grant.deny(holder, permission)).forEach(this::grant);
        return this;
    }

    /** Gives a grant, and declares its permission if that is missing. Its bundle or group must be there. */
    public TestTiergate grant(Grant grant) {
        if (grant.what().kind() == What.Kind.PERMISSION) {
            declare(grant.what().name());
        }
        administration.grants().grant(grant);
        return this;
    }
}
