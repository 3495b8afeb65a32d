package io.tiergate.admin;

import io.tiergate.Group;
import io.tiergate.Holder;
import io.tiergate.Subject;
import io.tiergate.change.Change;
import io.tiergate.change.Change.Kind;
import io.tiergate.store.GroupRow;
import io.tiergate.store.ResourceRow;
import io.tiergate.store.ResourceTable;
import io.tiergate.store.SubjectRow;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who owns resources, by the keys of the store; neither is nobody.
 *
 * @param subjectId null for a group or nobody
 * @param groupId null for a subject or nobody
 */
record Ownership(@Nullable Long subjectId, @Nullable Long groupId) {

    static final Ownership NONE = new Ownership(null, null);

    /** So many at once, that it does not matter how many there are. */
    private static final int SOME = 1_000;

    /** Of an owner who need not be noted yet. */
    static Ownership by(Edit edit, @Nullable Holder owner) {
        if (owner instanceof Group group) {
            return of(edit.changeableGroup(group.name(), "made an owner"));
        }
        return owner == null ? NONE : of(edit.subject((Subject) owner));
    }

    /** Of what there is; {@link #NONE} for a subject that the store does not know. */
    static Ownership held(Look look, Holder owner) {
        if (owner instanceof Group group) {
            return of(look.changeableGroup(group.name(), "an owner"));
        }
        SubjectRow row = look.store().subjects().find(look.tenantId(), (Subject) owner);
        return row == null ? NONE : of(row);
    }

    static Ownership of(SubjectRow subject) {
        return new Ownership(subject.id(), null);
    }

    static Ownership of(GroupRow group) {
        return new Ownership(null, group.id());
    }

    static Ownership of(ResourceRow row) {
        return new Ownership(row.ownerSubjectId(), row.ownerGroupId());
    }

    boolean isNone() {
        return equals(NONE);
    }

    /**
     * Gives resources of one owner to another. To be called before anything else of the operation is locked.
     *
     * @return how many there were
     */
    int handOver(Edit edit, Ownership to) {
        if (isNone() || equals(to) || owned(edit.store().resources(), 1).isEmpty()) {
            return 0;
        }
        edit.shareTrees();
        int count = 0;
        for (List<ResourceRow> some = owned(edit.store().resources(), SOME);
                !some.isEmpty();
                some = owned(edit.store().resources(), SOME)) {
            to.take(edit, some);
            count += some.size();
            edit.writeLog();
        }
        return count;
    }

    /** Makes this the owner of resources that have one and the same. */
    void take(Edit edit, List<ResourceRow> rows) {
        edit.store().resources().changeOwner(rows, subjectId, groupId);
        List<ResourceRow> after =
                rows.stream().map(row -> row.owned(subjectId, groupId)).toList();
        ResourceEntries before = ResourceEntries.of(edit, rows);
        ResourceEntries since = ResourceEntries.of(edit, after);
        for (int i = 0; i < rows.size(); i++) {
            long key = rows.get(i).id();
            edit.log(
                    Change.changed(Kind.RESOURCE, key, null, null, before.state(rows.get(i)), since.state(after.get(i)))
                            .at(key));
        }
    }

    private List<ResourceRow> owned(ResourceTable table, int limit) {
        return groupId != null
                ? table.ownedByGroup(groupId, limit)
                : table.ownedBySubject(Objects.requireNonNull(subjectId, "subjectId"), limit);
    }
}
