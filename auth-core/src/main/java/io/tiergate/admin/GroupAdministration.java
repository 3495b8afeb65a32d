package io.tiergate.admin;

import io.tiergate.Group;
import io.tiergate.Membership;
import io.tiergate.Subject;
import io.tiergate.Validity;
import io.tiergate.change.Change;
import io.tiergate.change.Change.Kind;
import io.tiergate.store.GroupRow;
import io.tiergate.store.MembershipRow;
import io.tiergate.store.SubjectRow;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The groups of one tenant with their members. The built-in groups are found here, and cannot be changed: they have no
 * members that could be listed.
 */
public final class GroupAdministration {

    private final Scope scope;

    GroupAdministration(Scope scope) {
        this.scope = scope;
    }

    /**
     * Adds a group without members.
     *
     * @throws AlreadyExistsException if the name is taken, also by a built-in group
     * @throws RefusedException if the tenant is the shared one
     */
    public GroupEntry define(String name, String description) {
        Texts.group(name, description);
        return scope.edit(edit -> insert(edit, name, description));
    }

    /** Adds a group unless there is one of that name; what is there is left as it is. */
    public boolean defineIfMissing(String name, String description) {
        Texts.group(name, description);
        return scope.edit(edit -> {
            if (edit.groupOrNull(name) != null) {
                return false;
            }
            insert(edit, name, description);
            return true;
        });
    }

    /** Gives a group another name; its grants and members stay. */
    public GroupEntry rename(String name, String newName) {
        Objects.requireNonNull(newName, "newName");
        Texts.group(newName);
        return scope.edit(edit -> {
            GroupRow before = edit.changeableGroup(name, "renamed");
            if (!name.equals(newName)) {
                requireFree(edit, newName);
            }
            return update(edit, before, new GroupRow(before.id(), before.tenantId(), newName, before.description()));
        });
    }

    /** Gives a group another description. */
    public GroupEntry describe(String name, String description) {
        Texts.group(name, description);
        return scope.edit(edit -> {
            GroupRow before = edit.changeableGroup(name, "described anew");
            return update(edit, before, new GroupRow(before.id(), before.tenantId(), name, description));
        });
    }

    /** Removes a group with its grants and memberships. Its members stay; what it owns has no owner then. */
    public void delete(String name) {
        scope.edit(edit -> {
            GroupRow group = edit.changeableGroup(name, "deleted");
            Ownership.of(group).handOver(edit, Ownership.NONE);
            edit.deleteGrants(edit.store().grants().ofGroup(group.id()));
            edit.deleteMemberships(edit.store().groups().membersOf(group.id()));
            edit.store().groups().delete(group.id());
            edit.log(Change.removed(Kind.GROUP, group.id(), null, group.id(), JsonObject.group(group)));
            return true;
        });
    }

    /** Adds a member without end. */
    public boolean addMember(String group, Subject subject) {
        return addMember(group, subject, Validity.ALWAYS);
    }

    /**
     * Adds a member for some time. The same membership again is no change; one with another validity is another
     * membership.
     *
     * @return whether that membership is new
     */
    public boolean addMember(String group, Subject subject, Validity validity) {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(validity, "validity");
        return scope.edit(edit -> add(edit, edit.changeableGroup(group, "given members"), subject, validity));
    }

    /**
     * Adds members without end, all or none.
     *
     * @return how many of these memberships are new
     */
    public int addMembers(String group, Collection<Subject> subjects) {
        Texts.items("subjects", subjects);
        return scope.edit(edit -> {
            GroupRow row = edit.changeableGroup(group, "given members");
            int added = 0;
            for (Subject subject : subjects) {
                if (add(edit, row, subject, Validity.ALWAYS)) {
                    added++;
                }
            }
            return added;
        });
    }

    /**
     * Removes a member, whatever the validity of its memberships.
     *
     * @return whether it had one
     */
    public boolean removeMember(String group, Subject subject) {
        Objects.requireNonNull(subject, "subject");
        return removeMembers(group, List.of(subject)) > 0;
    }

    /**
     * Removes members, whatever the validity of their memberships.
     *
     * @return how many memberships there were
     */
    public int removeMembers(String group, Collection<Subject> subjects) {
        Texts.items("subjects", subjects);
        return scope.edit(edit -> {
            GroupRow row = edit.changeableGroup(group, "relieved of members");
            int removed = 0;
            for (Subject subject : new LinkedHashSet<>(subjects)) {
                List<MembershipRow> memberships = memberships(edit, row, subject);
                edit.deleteMemberships(memberships);
                removed += memberships.size();
            }
            return removed;
        });
    }

    /**
     * Removes the one membership of exactly that validity.
     *
     * @return whether there was one
     */
    public boolean removeMember(String group, Subject subject, Validity validity) {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(validity, "validity");
        return scope.edit(edit -> {
            List<MembershipRow> exact =
                    memberships(edit, edit.changeableGroup(group, "relieved of members"), subject).stream()
                            .filter(row -> row.membership().validity().equals(validity))
                            .toList();
            edit.deleteMemberships(exact);
            return !exact.isEmpty();
        });
    }

    /**
     * Makes a group have exactly these members, without end. A member whose membership is limited in time gets one
     * without end instead.
     */
    public void replaceMembers(String group, Collection<Subject> subjects) {
        Texts.items("subjects", subjects);
        scope.edit(edit -> {
            GroupRow row = edit.changeableGroup(group, "given members");
            Set<Subject> wanted = new LinkedHashSet<>(subjects);
            edit.deleteMemberships(edit.store().groups().membersOf(row.id()).stream()
                    .filter(present -> !wanted.contains(present.membership().subject())
                            || !present.membership().validity().equals(Validity.ALWAYS))
                    .toList());
            wanted.forEach(subject -> add(edit, row, subject, Validity.ALWAYS));
            return true;
        });
    }

    public Optional<GroupEntry> find(String name) {
        return scope.look(look -> Optional.ofNullable(look.groupOrNull(name)).map(GroupAdministration::entry));
    }

    /** All groups, built-in ones included, by name. */
    public List<GroupEntry> list() {
        return scope.look(look -> look.store().groups().list(look.tenantId()).stream()
                .map(GroupAdministration::entry)
                .toList());
    }

    /**
     * The memberships of a group, past and future ones included, by subject.
     *
     * @throws RefusedException for a built-in group
     */
    public List<Membership> membersOf(String group) {
        return scope.look(look -> look
                .store()
                .groups()
                .membersOf(look.changeableGroup(group, "listed").id())
                .stream()
                .map(MembershipRow::membership)
                .toList());
    }

    /**
     * A page of these. Costs what it skips and returns.
     *
     * @param offset how many to skip, at least 0
     * @param limit at least 1
     * @throws RefusedException for a built-in group
     */
    public List<Membership> membersOf(String group, long offset, int limit) {
        Texts.page(offset, limit, "member");
        return scope.look(look ->
                look
                        .store()
                        .groups()
                        .membersOf(look.changeableGroup(group, "listed").id(), offset, limit)
                        .stream()
                        .map(MembershipRow::membership)
                        .toList());
    }

    /**
     * How many memberships a group has, past and future ones included.
     *
     * @throws RefusedException for a built-in group
     */
    public long countMembers(String group) {
        return scope.look(look -> look.store()
                .groups()
                .countMembers(look.changeableGroup(group, "counted").id()));
    }

    /** The memberships of a subject, past and future ones included, by group; none if the store does not know it. */
    public List<Membership> membershipsOf(Subject subject) {
        Objects.requireNonNull(subject, "subject");
        return scope.look(look -> {
            SubjectRow row = look.store().subjects().find(look.tenantId(), subject);
            return row == null
                    ? List.of()
                    : look.store().groups().membershipsOf(row.id()).stream()
                            .map(MembershipRow::membership)
                            .toList();
        });
    }

    private static boolean add(Edit edit, GroupRow group, Subject subject, Validity validity) {
        SubjectRow row = edit.subject(subject);
        boolean present = edit.store().groups().memberships(group.id(), row.id()).stream()
                .anyMatch(membership -> membership.membership().validity().equals(validity));
        if (present) {
            return false;
        }
        MembershipRow added = edit.store().groups().insert(group, row, validity, edit.author());
        edit.log(Change.added(
                Kind.MEMBERSHIP, added.id(), row.id(), group.id(), JsonObject.membership(added.membership())));
        return true;
    }

    private static List<MembershipRow> memberships(Edit edit, GroupRow group, Subject subject) {
        SubjectRow row = edit.store().subjects().find(edit.tenantId(), subject);
        return row == null ? List.of() : edit.store().groups().memberships(group.id(), row.id());
    }

    private static GroupEntry insert(Edit edit, String name, String description) {
        edit.requireNotShared("groups");
        requireFree(edit, name);
        GroupRow row = edit.store().groups().insert(edit.tenantId(), name, description);
        edit.log(Change.added(Kind.GROUP, row.id(), null, row.id(), JsonObject.group(row)));
        return entry(row);
    }

    static void requireFree(Edit edit, String name) {
        if (edit.groupOrNull(name) != null) {
            throw new AlreadyExistsException("There is a group '" + name + "' already in tenant '"
                    + edit.tenant().tenant() + "'"
                    + (Group.of(name).isBuiltIn()
                            ? ": it is built in. Use another name."
                            : ". Use it, or another name."));
        }
    }

    private static GroupEntry update(Edit edit, GroupRow before, GroupRow after) {
        if (!after.equals(before)) {
            edit.store().groups().update(before, after);
            edit.log(Change.changed(
                    Kind.GROUP, after.id(), null, after.id(), JsonObject.group(before), JsonObject.group(after)));
        }
        return entry(after);
    }

    private static GroupEntry entry(GroupRow row) {
        return new GroupEntry(Group.of(row.name()), row.description());
    }
}
