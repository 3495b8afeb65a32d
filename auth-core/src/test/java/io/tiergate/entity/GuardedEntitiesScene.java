package io.tiergate.entity;

import io.tiergate.Resource;
import io.tiergate.admin.ResourceEntry;
import io.tiergate.change.ChangeSet;
import io.tiergate.entity.host.Folder;
import io.tiergate.entity.host.Paper;
import java.util.List;
import java.util.Objects;

/** What the cases of guarded entities share: a host with rows, and the resources of these. */
interface GuardedEntitiesScene {

    GuardedHost host();

    static Resource resource(Folder folder) {
        return Resource.of("folder", Objects.requireNonNull(folder.id()));
    }

    static Resource resource(Paper paper) {
        return Resource.of("paper", Objects.requireNonNull(paper.id()));
    }

    /** What the store has of a resource that must be there. */
    default ResourceEntry entry(Resource resource) {
        return host().administration().resources().find(resource).orElseThrow();
    }

    default Folder persisted(Folder folder) {
        host().inTransaction(entities -> entities.persist(folder));
        return folder;
    }

    default Paper persisted(Paper paper) {
        host().inTransaction(entities -> entities.persist(paper));
        return paper;
    }

    /** The key of its resource that a row has. */
    default long column(String table, Object id) {
        return Objects.requireNonNull(
                host().jdbc().queryForObject("select resource_id from " + table + " where id = ?", Long.class, id));
    }

    /** The last change set of all. */
    default ChangeSet last() {
        List<ChangeSet> all = host().administration().changesAfter(0, 10_000);
        return all.get(all.size() - 1);
    }
}
