package io.tiergate.store.jpa;

import io.tiergate.store.PermissionRow;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.NoRepositoryBean;
import org.springframework.data.repository.Repository;

/** The catalogue. */
@NoRepositoryBean
interface PermissionRepository extends Repository<PermissionEntity, Long> {

    String ROW = "select new io.tiergate.store.PermissionRow("
            + "p.id, p.tenantId, p.name, p.description, p.declared, p.retired) from TiergatePermission p ";

    PermissionEntity saveAndFlush(PermissionEntity entity);

    @Query(ROW + "where p.tenantId = :tenantId and p.name = :name")
    Optional<PermissionRow> find(long tenantId, String name);

    @Query(ROW + "where p.tenantId = :tenantId order by p.name")
    List<PermissionRow> list(long tenantId);

    @Query(ROW + "where p.id in (select b.permissionId from TiergateBundlePermission b where b.bundleId = :bundleId)"
            + " order by p.name")
    List<PermissionRow> ofBundle(long bundleId);

    @Modifying
    @Query("update TiergatePermission p set p.name = :name, p.description = :description,"
            + " p.declared = :declared, p.retired = :retired where p.id = :id"
            + " and p.name = :oldName and p.description = :oldDescription"
            + " and p.declared = :oldDeclared and p.retired = :oldRetired")
    int update(
            long id,
            String oldName,
            String oldDescription,
            boolean oldDeclared,
            boolean oldRetired,
            String name,
            String description,
            boolean declared,
            boolean retired);

    @Modifying
    @Query("delete from TiergatePermission p where p.id = :id")
    int delete(long id);

    @Modifying
    @Query("delete from TiergatePermission p where p.tenantId = :tenantId")
    int deleteOfTenant(long tenantId);
}
