package io.tiergate.store.jpa;

import io.tiergate.Grant;
import io.tiergate.RecordedGrant;
import io.tiergate.Validity;
import io.tiergate.What;
import io.tiergate.change.Author;
import io.tiergate.store.GrantRow;
import io.tiergate.store.GrantTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The grants. */
final class JpaGrantTable implements GrantTable {

    private static final String GRANT = "select g.id, g.tenant_id, s.id, s.subject_type, s.subject_id, h.id, h.name,"
            + " p.id, p.name, b.id, b.name, g.wildcard, g.effect, g.valid_from, g.valid_until, g.granted_by,"
            + " g.granted_at, g.reason, r.id, y.name, r.external_id from tiergate_grant g"
            + " left join tiergate_subject s on s.id = g.holder_subject_id"
            + " left join tiergate_group h on h.id = g.holder_group_id"
            + " left join tiergate_permission p on p.id = g.permission_id"
            + " left join tiergate_bundle b on b.id = g.bundle_id"
            + " left join tiergate_resource r on r.id = g.resource_id"
            + " left join tiergate_resource_type y on y.id = r.type_id ";

    private final Insertions insertions;
    private final Sql sql;
    private final ReferredRows referred;

    JpaGrantTable(Insertions insertions, Sql sql, ReferredRows referred) {
        this.insertions = insertions;
        this.sql = sql;
        this.referred = referred;
    }

    @Override
    public List<GrantRow> ofSubject(long subjectId) {
        return rows("where g.holder_subject_id = ?", subjectId);
    }

    @Override
    public List<GrantRow> ofGroup(long groupId) {
        return rows("where g.holder_group_id = ?", groupId);
    }

    @Override
    public List<GrantRow> ofPermission(long permissionId) {
        return rows("where g.permission_id = ?", permissionId);
    }

    @Override
    public List<GrantRow> ofBundle(long bundleId) {
        return rows("where g.bundle_id = ?", bundleId);
    }

    @Override
    public List<GrantRow> ofResource(long resourceId) {
        return rows("where g.resource_id = ?", resourceId);
    }

    @Override
    public List<GrantRow> ofResources(Collection<Long> resourceIds) {
        return sql.listOf(
                GRANT + "where g.resource_id in (:keys) order by g.resource_id, g.id", GrantColumns::row, resourceIds);
    }

    @Override
    public List<GrantRow> list(long tenantId) {
        return rows("where g.tenant_id = ?", tenantId);
    }

    @Override
    public @Nullable GrantRow find(long tenantId, long id) {
        return sql.find(GRANT + "where g.tenant_id = ? and g.id = ?", GrantColumns::row, tenantId, id);
    }

    @Override
    public List<GrantRow> like(long tenantId, GrantKeys keys, Grant grant) {
        StringBuilder where = new StringBuilder("where g.tenant_id = ? and g.effect = ?");
        List<Object> values = new ArrayList<>(List.of(tenantId, grant.effect().name()));
        equal(where, values, "g.holder_subject_id", keys.subjectId());
        equal(where, values, "g.holder_group_id", keys.groupId());
        equal(where, values, "g.permission_id", keys.permissionId());
        equal(where, values, "g.bundle_id", keys.bundleId());
        equal(where, values, "g.wildcard", wildcard(grant));
        equal(where, values, "g.resource_id", keys.resourceId());
        return rows(where.toString(), values.toArray());
    }

    @Override
    public GrantRow insert(long tenantId, GrantKeys keys, Grant grant, Author author) {
        Validity validity = grant.validity();
        if (keys.subjectId() != null) {
            referred.holdSubject(keys.subjectId());
        }
        if (keys.resourceId() != null) {
            referred.holdResource(keys.resourceId());
        }
        GrantEntity added = insertions.add(
                Repositories.Grants.class,
                new GrantEntity(
                        tenantId,
                        keys.subjectId(),
                        keys.groupId(),
                        keys.permissionId(),
                        keys.bundleId(),
                        wildcard(grant),
                        keys.resourceId(),
                        grant.effect().name(),
                        Times.microsOrNull(validity.from()),
                        Times.microsOrNull(validity.until()),
                        Actors.text(author.actor()),
                        Times.micros(author.at()),
                        grant.reason()));
        RecordedGrant recorded = new RecordedGrant(added.id(), grant, author.actor(), author.at());
        return new GrantRow(
                recorded,
                tenantId,
                keys.subjectId(),
                keys.groupId(),
                keys.permissionId(),
                keys.bundleId(),
                keys.resourceId());
    }

    @Override
    public void delete(Collection<Long> ids) {
        sql.changeAll("delete from tiergate_grant where id in (:keys)", ids);
    }

    private List<GrantRow> rows(String where, Object... values) {
        return sql.list(GRANT + where + " order by g.id", GrantColumns::row, values);
    }

    private static void equal(StringBuilder where, List<Object> values, String column, @Nullable Object value) {
        if (value == null) {
            where.append(" and ").append(column).append(" is null");
        } else {
            where.append(" and ").append(column).append(" = ?");
            values.add(value);
        }
    }

    private static @Nullable String wildcard(Grant grant) {
        return grant.what().kind() == What.Kind.WILDCARD ? grant.what().name() : null;
    }
}
