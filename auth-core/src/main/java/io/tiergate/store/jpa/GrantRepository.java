package io.tiergate.store.jpa;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.NoRepositoryBean;
import org.springframework.data.repository.Repository;

/** Grants. */
@NoRepositoryBean
interface GrantRepository extends Repository<GrantEntity, Long> {

    String COLUMNS = "select new io.tiergate.store.jpa.GrantColumns(g.id, g.tenantId, s.id, s.subjectType, s.subjectId,"
            + " h.id, h.name, p.id, p.name, b.id, b.name, g.wildcard, g.effect, g.validFrom, g.validUntil,"
            + " g.grantedBy, g.grantedAt, g.reason) from TiergateGrant g"
            + " left join TiergateSubject s on s.id = g.holderSubjectId"
            + " left join TiergateGroup h on h.id = g.holderGroupId"
            + " left join TiergatePermission p on p.id = g.permissionId"
            + " left join TiergateBundle b on b.id = g.bundleId ";

    /** The columns of what is not given are compared with a value that none has. */
    String SAME_WHAT = " and g.effect = :effect"
            + " and (g.permissionId = :permissionId or g.bundleId = :bundleId or g.wildcard = :wildcard) order by g.id";

    GrantEntity saveAndFlush(GrantEntity entity);

    @Query(COLUMNS + "where g.holderSubjectId = :subjectId order by g.id")
    List<GrantColumns> ofSubject(long subjectId);

    @Query(COLUMNS + "where g.holderGroupId = :groupId order by g.id")
    List<GrantColumns> ofGroup(long groupId);

    @Query(COLUMNS + "where g.permissionId = :permissionId order by g.id")
    List<GrantColumns> ofPermission(long permissionId);

    @Query(COLUMNS + "where g.bundleId = :bundleId order by g.id")
    List<GrantColumns> ofBundle(long bundleId);

    @Query(COLUMNS + "where g.tenantId = :tenantId order by g.id")
    List<GrantColumns> list(long tenantId);

    @Query(COLUMNS + "where g.tenantId = :tenantId and g.id = :id")
    Optional<GrantColumns> find(long tenantId, long id);

    @Query(COLUMNS + "where g.tenantId = :tenantId and g.holderSubjectId = :subjectId" + SAME_WHAT)
    List<GrantColumns> likeOfSubject(
            long tenantId, long subjectId, String effect, long permissionId, long bundleId, String wildcard);

    @Query(COLUMNS + "where g.tenantId = :tenantId and g.holderGroupId = :groupId" + SAME_WHAT)
    List<GrantColumns> likeOfGroup(
            long tenantId, long groupId, String effect, long permissionId, long bundleId, String wildcard);

    @Modifying
    @Query("delete from TiergateGrant g where g.id in :ids")
    int delete(Collection<Long> ids);

    @Modifying
    @Query("delete from TiergateGrant g where g.tenantId = :tenantId")
    int deleteOfTenant(long tenantId);
}
