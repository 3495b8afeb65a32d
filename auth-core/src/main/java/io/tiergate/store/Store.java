package io.tiergate.store;

import java.util.function.Supplier;

/**
 * Where the model is kept. Safe for use by many threads; each method of the tables is to be called inside
 * {@link #write} or {@link #read}.
 */
public interface Store {

    /**
     * Runs the work in the caller's transaction, or else in one of its own. In one of its own, the work is run again
     * when it met with a concurrent change; it must be repeatable. What fails leaves nothing behind.
     *
     * @throws org.springframework.dao.ConcurrencyFailureException (in a database) if a concurrent change did not let it
     *     through. In the caller's transaction it can also come from the commit.
     */
    <T> T write(Supplier<T> work);

    /** Runs the work in the caller's transaction, or else in a read-only one of its own. */
    <T> T read(Supplier<T> work);

    /** Whether others than this object may change what is stored: other nodes, other programs. */
    boolean isShared();

    TenantTable tenants();

    PermissionTable permissions();

    BundleTable bundles();

    GroupTable groups();

    SubjectTable subjects();

    GrantTable grants();

    ResourceTypeTable resourceTypes();

    ResourceTable resources();

    ChangeLog changes();

    DecisionReads decisions();
}
