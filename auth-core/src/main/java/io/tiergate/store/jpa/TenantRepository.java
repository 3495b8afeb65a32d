package io.tiergate.store.jpa;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.NoRepositoryBean;
import org.springframework.data.repository.Repository;

/**
 * Tenants.
 *
 * <p>All repositories here read into values. They are no beans: a host's own repository configuration would lose them, or
 * be switched off by them.
 */
@NoRepositoryBean
interface TenantRepository extends Repository<TenantEntity, Long> {

    TenantEntity saveAndFlush(TenantEntity entity);

    @Query("select t.id from TiergateTenant t where t.tenantKey = :key")
    Optional<Long> findId(String key);

    @Query(
            "select new io.tiergate.store.jpa.TenantColumns(t.id, t.tenantKey) from TiergateTenant t order by t.tenantKey")
    List<TenantColumns> list();

    @Modifying
    @Query("update TiergateTenant t set t.namesVersion = t.namesVersion + 1 where t.id = :id")
    int lockNames(long id);

    @Modifying
    @Query("delete from TiergateTenant t where t.id = :id")
    int delete(long id);
}
