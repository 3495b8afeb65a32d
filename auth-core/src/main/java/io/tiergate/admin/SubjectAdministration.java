package io.tiergate.admin;

import io.tiergate.HeldPermission;
import io.tiergate.Subject;
import io.tiergate.change.Change;
import io.tiergate.change.Change.Kind;
import io.tiergate.store.SubjectRow;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The subjects that one tenant has heard of. A subject is noted by the first grant, membership or suspension that names
 * it, or by hand; checks need no note of it.
 */
public final class SubjectAdministration {

    private final Scope scope;

    SubjectAdministration(Scope scope) {
        this.scope = scope;
    }

    /**
     * Notes a subject with a name for people, or gives it another one.
     *
     * @param displayName at most 255 characters, may be empty
     */
    public SubjectEntry register(Subject subject, String displayName) {
        Objects.requireNonNull(subject, "subject");
        Texts.displayName(subject, displayName);
        return scope.edit(edit -> {
            SubjectRow before = edit.subject(subject);
            SubjectRow after = new SubjectRow(before.id(), before.tenantId(), subject, displayName, before.suspended());
            update(edit, before, after);
            return entry(after);
        });
    }

    /**
     * Denies a subject everything, from its next request on. What it holds is kept.
     *
     * @return whether it was not suspended before
     */
    public boolean suspend(Subject subject) {
        Objects.requireNonNull(subject, "subject");
        return suspend(List.of(subject)) > 0;
    }

    /** Suspends several subjects, all or none; answers how many were not suspended before. */
    public int suspend(Collection<Subject> subjects) {
        Texts.items("subjects", subjects);
        return scope.edit(edit -> (int) subjects.stream()
                .filter(subject -> setSuspended(edit, edit.subject(subject), true))
                .count());
    }

    /**
     * Ends a suspension.
     *
     * @return whether the subject was suspended
     */
    public boolean reinstate(Subject subject) {
        Objects.requireNonNull(subject, "subject");
        return scope.edit(edit -> {
            SubjectRow row = edit.store().subjects().find(edit.tenantId(), subject);
            return row != null && setSuspended(edit, row, false);
        });
    }

    /**
     * Forgets a subject, with its grants and memberships; what it owns has no owner then. A subject of the same id that comes
     * later starts with nothing.
     *
     * @throws NotFoundException if the store does not know it
     */
    public void delete(Subject subject) {
        Objects.requireNonNull(subject, "subject");
        scope.edit(edit -> {
            SubjectRow row = edit.store().subjects().find(edit.tenantId(), subject);
            if (row == null) {
                throw new NotFoundException("There is no subject '" + subject + "' in tenant '"
                        + edit.tenant().tenant() + "'. Check its type, and its id's case and spaces.");
            }
            Ownership.of(row).handOver(edit, Ownership.NONE);
            edit.deleteGrants(edit.store().grants().ofSubject(row.id()));
            edit.deleteMemberships(edit.store().groups().membershipsOf(row.id()));
            edit.store().subjects().delete(row.id());
            edit.log(Change.removed(Kind.SUBJECT, row.id(), row.id(), null, JsonObject.subject(row)));
            return true;
        });
    }

    /** The subject, if the store knows it. */
    public Optional<SubjectEntry> find(Subject subject) {
        Objects.requireNonNull(subject, "subject");
        return scope.look(look -> Optional.ofNullable(look.store().subjects().find(look.tenantId(), subject))
                .map(SubjectAdministration::entry));
    }

    /** All subjects that the store knows, by type and id. */
    public List<SubjectEntry> list() {
        return scope.look(look -> look.store().subjects().list(look.tenantId()).stream()
                .map(SubjectAdministration::entry)
                .toList());
    }

    /**
     * How many subjects the store knows. Counts no further than the limit, so that it takes no longer where there are
     * more.
     *
     * @param limit at least 1; as an answer it means "so many or more"
     */
    public int count(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("The limit is " + limit + "; at least 1 subject must be counted.");
        }
        return scope.look(look -> look.store().subjects().count(look.tenantId(), limit));
    }

    /** What the subject may do now and why, as {@link io.tiergate.DecisionPoint#permissionsOf} says. */
    public List<HeldPermission> permissionsOf(Subject subject) {
        Objects.requireNonNull(subject, "subject");
        scope.look(look -> look);
        return scope.decisions().permissionsOf(scope.tenant(), subject);
    }

    private static boolean setSuspended(Edit edit, SubjectRow before, boolean suspended) {
        return update(
                edit,
                before,
                new SubjectRow(before.id(), before.tenantId(), before.subject(), before.displayName(), suspended));
    }

    private static boolean update(Edit edit, SubjectRow before, SubjectRow after) {
        if (after.equals(before)) {
            return false;
        }
        edit.store().subjects().update(before, after);
        edit.log(Change.changed(
                Kind.SUBJECT, after.id(), after.id(), null, JsonObject.subject(before), JsonObject.subject(after)));
        return true;
    }

    private static SubjectEntry entry(SubjectRow row) {
        return new SubjectEntry(row.subject(), row.displayName(), row.suspended());
    }
}
