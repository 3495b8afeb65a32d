package io.tiergate.store.jpa;

import io.tiergate.store.BundleRow;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.NoRepositoryBean;
import org.springframework.data.repository.Repository;

/** Bundles. */
@NoRepositoryBean
interface BundleRepository extends Repository<BundleEntity, Long> {

    String ROW = "select new io.tiergate.store.BundleRow(b.id, b.tenantId, b.name, b.description)"
            + " from TiergateBundle b ";

    BundleEntity saveAndFlush(BundleEntity entity);

    @Query(ROW + "where b.tenantId = :tenantId and b.name = :name")
    Optional<BundleRow> find(long tenantId, String name);

    @Query(ROW + "where b.tenantId = :tenantId order by b.name")
    List<BundleRow> list(long tenantId);

    @Query(ROW + "where b.id in"
            + " (select c.bundleId from TiergateBundlePermission c where c.permissionId = :permissionId) order by b.id")
    List<BundleRow> containing(long permissionId);

    @Modifying
    @Query("update TiergateBundle b set b.name = :name, b.description = :description"
            + " where b.id = :id and b.name = :oldName"
            + " and b.description = :oldDescription")
    int update(long id, String oldName, String oldDescription, String name, String description);

    @Modifying
    @Query("delete from TiergateBundle b where b.id = :id")
    int delete(long id);

    @Modifying
    @Query("delete from TiergateBundle b where b.tenantId = :tenantId")
    int deleteOfTenant(long tenantId);
}
