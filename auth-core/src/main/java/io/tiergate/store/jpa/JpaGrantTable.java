package io.tiergate.store.jpa;

import io.tiergate.Grant;
import io.tiergate.RecordedGrant;
import io.tiergate.Validity;
import io.tiergate.What;
import io.tiergate.change.Author;
import io.tiergate.store.GrantRow;
import io.tiergate.store.GrantTable;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The grants. */
final class JpaGrantTable implements GrantTable {

    private static final long NO_KEY = -1;
    private static final String NO_WILDCARD = "";

    private final Repositories repositories;

    JpaGrantTable(Repositories repositories) {
        this.repositories = repositories;
    }

    @Override
    public List<GrantRow> ofSubject(long subjectId) {
        return rows(repositories.grants.ofSubject(subjectId));
    }

    @Override
    public List<GrantRow> ofGroup(long groupId) {
        return rows(repositories.grants.ofGroup(groupId));
    }

    @Override
    public List<GrantRow> ofPermission(long permissionId) {
        return rows(repositories.grants.ofPermission(permissionId));
    }

    @Override
    public List<GrantRow> ofBundle(long bundleId) {
        return rows(repositories.grants.ofBundle(bundleId));
    }

    @Override
    public List<GrantRow> list(long tenantId) {
        return rows(repositories.grants.list(tenantId));
    }

    @Override
    public @Nullable GrantRow find(long tenantId, long id) {
        return repositories.grants.find(tenantId, id).map(GrantColumns::row).orElse(null);
    }

    @Override
    public List<GrantRow> like(long tenantId, GrantKeys keys, Grant grant) {
        String effect = grant.effect().name();
        long permissionId = keys.permissionId() == null ? NO_KEY : keys.permissionId();
        long bundleId = keys.bundleId() == null ? NO_KEY : keys.bundleId();
        String wildcard = wildcard(grant) == null ? NO_WILDCARD : grant.what().name();
        if (keys.subjectId() != null) {
            return rows(repositories.grants.likeOfSubject(
                    tenantId, keys.subjectId(), effect, permissionId, bundleId, wildcard));
        }
        return keys.groupId() == null
                ? List.of()
                : rows(repositories.grants.likeOfGroup(
                        tenantId, keys.groupId(), effect, permissionId, bundleId, wildcard));
    }

    @Override
    public GrantRow insert(long tenantId, GrantKeys keys, Grant grant, Author author) {
        Validity validity = grant.validity();
        GrantEntity inserted = repositories.forget(repositories.grants.saveAndFlush(new GrantEntity(
                tenantId,
                keys.subjectId(),
                keys.groupId(),
                keys.permissionId(),
                keys.bundleId(),
                wildcard(grant),
                grant.effect().name(),
                Times.microsOrNull(validity.from()),
                Times.microsOrNull(validity.until()),
                Actors.text(author.actor()),
                Times.micros(author.at()),
                grant.reason())));
        RecordedGrant recorded = new RecordedGrant(inserted.id(), grant, author.actor(), author.at());
        return new GrantRow(recorded, tenantId, keys.subjectId(), keys.groupId(), keys.permissionId(), keys.bundleId());
    }

    @Override
    public void delete(Collection<Long> ids) {
        Chunks.of(ids, some -> repositories.requireChanged(some.size(), repositories.grants.delete(some)));
    }

    private static @Nullable String wildcard(Grant grant) {
        return grant.what().kind() == What.Kind.WILDCARD ? grant.what().name() : null;
    }

    private static List<GrantRow> rows(List<GrantColumns> columns) {
        return columns.stream().map(GrantColumns::row).toList();
    }
}
