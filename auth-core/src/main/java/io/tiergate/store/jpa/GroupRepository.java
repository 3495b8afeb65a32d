package io.tiergate.store.jpa;

import io.tiergate.store.GroupRow;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.NoRepositoryBean;
import org.springframework.data.repository.Repository;

/** Groups. */
@NoRepositoryBean
interface GroupRepository extends Repository<GroupEntity, Long> {

    String ROW =
            "select new io.tiergate.store.GroupRow(g.id, g.tenantId, g.name, g.description)" + " from TiergateGroup g ";

    GroupEntity saveAndFlush(GroupEntity entity);

    @Query(ROW + "where g.tenantId = :tenantId and g.name = :name")
    Optional<GroupRow> find(long tenantId, String name);

    @Query(ROW + "where g.tenantId = :tenantId order by g.name")
    List<GroupRow> list(long tenantId);

    @Modifying
    @Query("update TiergateGroup g set g.name = :name, g.description = :description"
            + " where g.id = :id and g.name = :oldName"
            + " and g.description = :oldDescription")
    int update(long id, String oldName, String oldDescription, String name, String description);

    @Modifying
    @Query("delete from TiergateGroup g where g.id = :id")
    int delete(long id);

    @Modifying
    @Query("delete from TiergateGroup g where g.tenantId = :tenantId")
    int deleteOfTenant(long tenantId);
}
