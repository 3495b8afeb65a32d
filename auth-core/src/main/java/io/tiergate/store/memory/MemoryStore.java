package io.tiergate.store.memory;

import io.tiergate.Tenant;
import io.tiergate.store.BundleTable;
import io.tiergate.store.ChangeLog;
import io.tiergate.store.DecisionReads;
import io.tiergate.store.GrantTable;
import io.tiergate.store.GroupTable;
import io.tiergate.store.PermissionTable;
import io.tiergate.store.ResourceTable;
import io.tiergate.store.ResourceTypeTable;
import io.tiergate.store.Store;
import io.tiergate.store.SubjectTable;
import io.tiergate.store.TenantTable;
import java.util.function.Supplier;

/**
 * A store that lives as long as its object. It begins with the tenants {@link Tenant#SHARED} and {@link Tenant#DEFAULT},
 * both at revision 0.
 *
 * <p><b>Threads.</b> Safe for use by many. One write runs at a time, and no read beside it, so that a read sees all of a
 * write or nothing of it. Work must not wait for another thread that uses the same store.
 *
 * <p><b>Transactions.</b> It takes no part in those of Spring or of a database: each outermost {@link #write} is atomic
 * on its own, and is run once. A write inside a write of the same thread joins it. A write inside a {@link #read} that is
 * not itself inside a write is refused with an {@link IllegalStateException}, as is a table's change outside of a write.
 * Reads of tables outside of both see one state each.
 *
 * <p><b>Failures.</b> An exception that leaves the outermost write undoes all of it; the undoing costs as much as the
 * changes did. As in a database, a change that is refused and an exception that leaves an inner write spoil the whole:
 * if the work catches them and ends well, the outermost write throws an {@link IllegalStateException} and undoes
 * everything too. Refused, with an {@code IllegalStateException}, is what the constraints of the database refuse: a
 * second row where one is allowed, a reference to what is not there, and the removal of what is still referred to. Keys
 * that an undone write has used are not used again.
 *
 * <p><b>Cost.</b> A look at what a subject holds costs as much as it holds; lists cost as much as they are long, and
 * their sorting. The change log keeps the newest 10,000 change sets of each tenant, those of deleted tenants too.
 */
public final class MemoryStore implements Store {

    private final Transactions transactions = new Transactions();
    private final Tables tables = new Tables(transactions);
    private final MemoryTenants tenants = new MemoryTenants(transactions, tables);
    private final MemoryPermissions permissions = new MemoryPermissions(transactions, tables);
    private final MemoryBundles bundles = new MemoryBundles(transactions, tables);
    private final MemoryGroups groups = new MemoryGroups(transactions, tables);
    private final MemorySubjects subjects = new MemorySubjects(transactions, tables);
    private final MemoryGrants grants = new MemoryGrants(transactions, tables);
    private final MemoryResourceTypes resourceTypes = new MemoryResourceTypes(transactions, tables);
    private final MemoryResources resources = new MemoryResources(transactions, tables);
    private final MemoryChangeLog changes = new MemoryChangeLog(transactions, tables);
    private final MemoryDecisionReads decisions = new MemoryDecisionReads(transactions, tables, changes);

    public MemoryStore() {
        transactions.write(tenants::insertFirst);
    }

    @Override
    public <T> T write(Supplier<T> work) {
        return transactions.write(work);
    }

    @Override
    public <T> T read(Supplier<T> work) {
        return transactions.read(work);
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public TenantTable tenants() {
        return tenants;
    }

    @Override
    public PermissionTable permissions() {
        return permissions;
    }

    @Override
    public BundleTable bundles() {
        return bundles;
    }

    @Override
    public GroupTable groups() {
        return groups;
    }

    @Override
    public SubjectTable subjects() {
        return subjects;
    }

    @Override
    public GrantTable grants() {
        return grants;
    }

    @Override
    public ResourceTypeTable resourceTypes() {
        return resourceTypes;
    }

    @Override
    public ResourceTable resources() {
        return resources;
    }

    @Override
    public ChangeLog changes() {
        return changes;
    }

    @Override
    public DecisionReads decisions() {
        return decisions;
    }
}
