package io.tiergate.store.jpa;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.NoRepositoryBean;
import org.springframework.data.repository.Repository;

/** Subjects. */
@NoRepositoryBean
interface SubjectRepository extends Repository<SubjectEntity, Long> {

    String COLUMNS = "select new io.tiergate.store.jpa.SubjectColumns("
            + "s.id, s.tenantId, s.subjectType, s.subjectId, s.displayName, s.suspended) from TiergateSubject s ";

    SubjectEntity saveAndFlush(SubjectEntity entity);

    @Query(COLUMNS + "where s.tenantId = :tenantId and s.subjectType = :type and s.subjectId = :id")
    Optional<SubjectColumns> find(long tenantId, String type, String id);

    @Query(COLUMNS + "where s.tenantId = :tenantId order by s.subjectType, s.subjectId")
    List<SubjectColumns> list(long tenantId);

    @Modifying
    @Query("update TiergateSubject s set s.displayName = :displayName, s.suspended = :suspended"
            + " where s.id = :id and s.displayName = :oldDisplayName"
            + " and s.suspended = :oldSuspended")
    int update(long id, String oldDisplayName, boolean oldSuspended, String displayName, boolean suspended);

    @Modifying
    @Query("delete from TiergateSubject s where s.id = :id")
    int delete(long id);

    @Modifying
    @Query("delete from TiergateSubject s where s.tenantId = :tenantId")
    int deleteOfTenant(long tenantId);
}
