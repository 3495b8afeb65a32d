package io.tiergate.store.jpa;

import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.NoRepositoryBean;
import org.springframework.data.repository.Repository;

/** The permissions of bundles. */
@NoRepositoryBean
interface BundlePermissionRepository extends Repository<BundlePermissionEntity, BundlePermissionEntity.Key> {

    List<BundlePermissionEntity> saveAllAndFlush(Iterable<BundlePermissionEntity> entities);

    @Modifying
    @Query("delete from TiergateBundlePermission b where b.bundleId = :bundleId and b.permissionId in :permissionIds")
    int delete(long bundleId, Collection<Long> permissionIds);

    @Modifying
    @Query("delete from TiergateBundlePermission b where b.bundleId in"
            + " (select c.id from TiergateBundle c where c.tenantId = :tenantId)")
    int deleteOfTenant(long tenantId);
}
