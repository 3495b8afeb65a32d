package io.tiergate.store.jpa;

import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.NoRepositoryBean;
import org.springframework.data.repository.Repository;

/** Memberships. */
@NoRepositoryBean
interface MembershipRepository extends Repository<MembershipEntity, Long> {

    String COLUMNS = "select new io.tiergate.store.jpa.MembershipColumns(m.id, g.id, g.name, s.id, s.subjectType,"
            + " s.subjectId, m.validFrom, m.validUntil, m.addedBy, m.addedAt, m.reason) from TiergateMembership m"
            + " join TiergateGroup g on g.id = m.groupId join TiergateSubject s on s.id = m.subjectId ";

    MembershipEntity saveAndFlush(MembershipEntity entity);

    @Query(COLUMNS + "where m.groupId = :groupId order by s.subjectType, s.subjectId, m.id")
    List<MembershipColumns> ofGroup(long groupId);

    @Query(COLUMNS + "where m.subjectId = :subjectId order by g.name, m.id")
    List<MembershipColumns> ofSubject(long subjectId);

    @Query(COLUMNS + "where m.groupId = :groupId and m.subjectId = :subjectId order by m.id")
    List<MembershipColumns> of(long groupId, long subjectId);

    @Modifying
    @Query("delete from TiergateMembership m where m.id in :ids")
    int delete(Collection<Long> ids);

    @Modifying
    @Query("delete from TiergateMembership m where m.groupId in"
            + " (select g.id from TiergateGroup g where g.tenantId = :tenantId)")
    int deleteOfTenant(long tenantId);
}
