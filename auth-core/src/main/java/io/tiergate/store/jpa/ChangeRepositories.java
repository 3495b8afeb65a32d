package io.tiergate.store.jpa;

import java.util.Collection;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.NoRepositoryBean;
import org.springframework.data.repository.Repository;

/** The repositories of the change log. */
final class ChangeRepositories {

    private ChangeRepositories() {}

    /** Change sets. */
    @NoRepositoryBean
    interface ChangeSets extends Repository<ChangeSetEntity, Long> {

        ChangeSetEntity saveAndFlush(ChangeSetEntity entity);

        boolean existsById(Long id);

        @Query("select new io.tiergate.store.jpa.ChangeSetColumns(s.id, s.tenantKey, s.revision, s.actor, s.changedAt,"
                + " s.reason) from TiergateChangeSet s where s.tenantId = :tenantId and s.revision > :revision"
                + " order by s.revision")
        List<ChangeSetColumns> after(long tenantId, long revision, Limit limit);
    }

    /** Changes. */
    @NoRepositoryBean
    interface Changes extends Repository<ChangeEntity, ChangeEntity.Key> {

        List<ChangeEntity> saveAllAndFlush(Iterable<ChangeEntity> entities);

        @Query("select new io.tiergate.store.jpa.ChangeColumns(c.changeSetId, c.kind, c.operation, c.objectId,"
                + " c.subjectId, c.groupId, c.beforeState, c.afterState) from TiergateChange c"
                + " where c.changeSetId in :ids order by c.changeSetId, c.ordinal")
        List<ChangeColumns> ofSets(Collection<Long> ids);
    }

    /** Revisions. */
    @NoRepositoryBean
    interface Revisions extends Repository<RevisionEntity, Long> {

        RevisionEntity saveAndFlush(RevisionEntity entity);
    }
}
