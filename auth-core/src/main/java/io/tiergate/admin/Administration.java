package io.tiergate.admin;

import io.tiergate.DecisionPoint;
import io.tiergate.Grant;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.change.ChangeSet;
import io.tiergate.store.Store;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The administration service: every change to what decisions are made from, and the lists that administrators need. It
 * works in one tenant, by one actor, for one reason; {@link #inTenant}, {@link #actingAs} and {@link #because} give one
 * that works otherwise.
 *
 * <pre>{@code
 * administration.because("ticket 4711").grants().grant(Grant.allow(Subject.user("alice"), "invoice.approve"));
 * }</pre>
 *
 * <p>Each call is one operation: all of it happens or nothing. It joins the caller's transaction; without one it has its
 * own, and is then tried again when it meets a concurrent change. In the caller's transaction a concurrent change
 * reaches the caller as {@code ConcurrencyFailureException}, also from the commit, and a call that fails leaves the
 * transaction to be rolled back. Every change is noted in the change log, with actor, time and reason, and is in force
 * for all checks that begin after the commit.
 *
 * <p>Immutable and safe for use by many threads. Names are compared with their case. A name that cannot be taken is a
 * {@link io.tiergate.InvalidNameException}, everything else that is refused an {@link AdministrationException}.
 */
public final class Administration {

    /** The greatest length of a reason, in UTF-16 units. */
    public static final int MAX_REASON = Grant.MAX_REASON;

    private final Scope scope;

    private Administration(Scope scope) {
        this.scope = scope;
    }

    /**
     * An administration service of the tenant {@link Tenant#DEFAULT}.
     *
     * @param decisions answers who may do what, from the same store
     * @param actor asked at each change for who makes it; null for "not known"
     */
    public static Administration of(
            Store store, DecisionPoint decisions, Clock clock, Supplier<? extends @Nullable Subject> actor) {
        return new Administration(new Scope(store, decisions, clock, actor, Tenant.DEFAULT, null));
    }

    /** The same, in another tenant. It need not exist before it is used. */
    public Administration inTenant(Tenant tenant) {
        return new Administration(
                new Scope(scope.store(), scope.decisions(), scope.clock(), scope.actor(), tenant, scope.reason()));
    }

    /** The same, by another actor. */
    public Administration actingAs(Subject actor) {
        Objects.requireNonNull(actor, "actor");
        return new Administration(new Scope(
                scope.store(), scope.decisions(), scope.clock(), () -> actor, scope.tenant(), scope.reason()));
    }

    /**
     * The same, for a reason that the change log keeps.
     *
     * @param reason at most {@value #MAX_REASON} characters
     */
    public Administration because(String reason) {
        Texts.reason(reason);
        return new Administration(
                new Scope(scope.store(), scope.decisions(), scope.clock(), scope.actor(), scope.tenant(), reason));
    }

    Scope scope() {
        return scope;
    }

    public Tenant tenant() {
        return scope.tenant();
    }

    /** The tenants themselves, whatever tenant this works in. */
    public TenantAdministration tenants() {
        return new TenantAdministration(scope);
    }

    public PermissionAdministration permissions() {
        return new PermissionAdministration(scope);
    }

    public BundleAdministration bundles() {
        return new BundleAdministration(scope);
    }

    public ResourceTypeAdministration resourceTypes() {
        return new ResourceTypeAdministration(scope);
    }

    public ResourceAdministration resources() {
        return new ResourceAdministration(scope);
    }

    public GroupAdministration groups() {
        return new GroupAdministration(scope);
    }

    public SubjectAdministration subjects() {
        return new SubjectAdministration(scope);
    }

    public GrantAdministration grants() {
        return new GrantAdministration(scope);
    }

    /**
     * Brings the tenant's catalogue to what application code declares: adds what is missing and updates descriptions.
     * What is not declared any more, or was retired, is reported and left as it is. Several nodes may do it at once.
     *
     * @param permissions a description for each name
     * @throws AlreadyExistsException if a name to be shared is taken in some tenant
     */
    public CatalogueReport declare(Map<String, String> permissions) {
        Objects.requireNonNull(permissions, "permissions");
        return permissions().declare(permissions);
    }

    /**
     * Brings the tenant's types of resources to what application code declares: adds those that are missing, and the permissions
     * that one is without, and updates descriptions. Nothing is taken away. Several nodes may do it at once.
     *
     * @return the names of those that were added
     * @throws NotFoundException if a permission does not exist
     * @throws AlreadyExistsException if a name is taken in a tenant that would see both
     */
    public List<String> declare(ResourceTypeCatalogue types) {
        Objects.requireNonNull(types, "types");
        return resourceTypes().declare(types.types());
    }

    /**
     * The tenant's committed changes after a revision, oldest first.
     *
     * @param limit how many change sets at most, at least 1
     */
    public List<ChangeSet> changesAfter(long revision, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("The limit is " + limit + "; at least 1 change set must be asked for.");
        }
        return scope.look(look -> look.store().changes().read(look.tenantId(), revision, limit));
    }
}
