package io.tiergate.store.jpa;

import io.tiergate.Group;
import io.tiergate.Tenant;
import io.tiergate.store.TenantRow;
import io.tiergate.store.TenantTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tenants, with what is created and removed with them. */
final class JpaTenantTable implements TenantTable {

    private final Repositories repositories;

    JpaTenantTable(Repositories repositories) {
        this.repositories = repositories;
    }

    @Override
    public @Nullable TenantRow find(Tenant tenant) {
        return repositories
                .tenants
                .findId(tenant.key())
                .map(id -> new TenantRow(id, tenant))
                .orElse(null);
    }

    @Override
    public List<TenantRow> list() {
        return repositories.tenants.list().stream().map(TenantColumns::row).toList();
    }

    @Override
    public TenantRow insert(Tenant tenant) {
        long id = repositories
                .forget(repositories.tenants.saveAndFlush(new TenantEntity(tenant.key(), 0)))
                .id();
        repositories.forget(repositories.revisions.saveAndFlush(new RevisionEntity(id, 0, 0)));
        repositories.forget(repositories.groups.saveAndFlush(
                new GroupEntity(id, Group.EVERYONE.name(), "All requests, anonymous ones too")));
        repositories.forget(repositories.groups.saveAndFlush(
                new GroupEntity(id, Group.AUTHENTICATED.name(), "Every named subject")));
        return new TenantRow(id, tenant);
    }

    @Override
    public void delete(long id) {
        repositories.grants.deleteOfTenant(id);
        repositories.memberships.deleteOfTenant(id);
        repositories.subjects.deleteOfTenant(id);
        repositories.groups.deleteOfTenant(id);
        repositories.bundlePermissions.deleteOfTenant(id);
        repositories.bundles.deleteOfTenant(id);
        repositories.permissions.deleteOfTenant(id);
        repositories.tenants.delete(id);
    }

    @Override
    public void lockNames() {
        repositories.tenants.lockNames(SHARED_ID);
    }
}
