package io.tiergate.admin;

import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Holder;
import io.tiergate.RecordedGrant;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.Validity;
import io.tiergate.What;
import io.tiergate.change.Change;
import io.tiergate.change.Change.Kind;
import io.tiergate.store.GrantRow;
import io.tiergate.store.GrantTable.GrantKeys;
import io.tiergate.store.SubjectRow;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The grants of one tenant. The same grant again is no change; with another validity it is another grant.
 *
 * <p>Everything that a grant names must exist, subjects excepted: the first grant to a subject notes it. A grant on a resource
 * must give something that is declared for the resource's type: that permission, a wildcard that covers one of the type's, or
 * a bundle that contains one.
 */
public final class GrantAdministration {

    private final Scope scope;

    GrantAdministration(Scope scope) {
        this.scope = scope;
    }

    /**
     * Gives a grant.
     *
     * @return whether it is new
     * @throws NotFoundException if the permission, bundle, group or resource that it names does not exist
     * @throws RefusedException if the permission is retired, or the type of the resource has nothing of it, or the tenant is
     *     the shared one
     */
    public boolean grant(Grant grant) {
        Objects.requireNonNull(grant, "grant");
        return scope.edit(edit -> insert(edit, grant));
    }

    /**
     * Gives several grants, all or none.
     *
     * @return how many are new
     */
    public int grant(Collection<Grant> grants) {
        Texts.items("grants", grants);
        return scope.edit(edit -> (int) new LinkedHashSet<>(grants)
                .stream().filter(grant -> insert(edit, grant)).count());
    }

    /**
     * Takes a grant back: the one of that holder, what, where and effect with exactly that validity, or, without a
     * validity, all of them. The reason does not count. One that is everywhere takes back none on a resource.
     *
     * @return how many there were
     * @throws NotFoundException if the permission, bundle, group or resource that it names does not exist
     */
    public int revoke(Grant grant) {
        Objects.requireNonNull(grant, "grant");
        return revoke(List.of(grant));
    }

    /** Takes several grants back, as {@link #revoke(Grant)} does, all or none; answers how many there were. */
    public int revoke(Collection<Grant> grants) {
        Texts.items("grants", grants);
        return scope.edit(edit -> {
            int revoked = 0;
            for (Grant grant : grants) {
                List<GrantRow> found = find(edit, grant, !grant.validity().equals(Validity.ALWAYS));
                edit.deleteGrants(found);
                revoked += found.size();
            }
            return revoked;
        });
    }

    /**
     * Takes one grant back, by the key that lists show.
     *
     * @throws NotFoundException if the tenant has no such grant
     */
    public void revoke(long id) {
        scope.edit(edit -> {
            GrantRow row = edit.store().grants().find(edit.tenantId(), id);
            if (row == null) {
                throw new NotFoundException("There is no grant " + id + " in tenant '"
                        + edit.tenant().tenant() + "'. Take its number from a list of the tenant's grants.");
            }
            edit.deleteGrants(List.of(row));
            return true;
        });
    }

    /**
     * Takes back everything that a holder itself holds, everywhere and on resources; what it has through groups, and as an
     * owner, stays.
     *
     * @return how many grants there were
     * @throws NotFoundException if it is a group that does not exist
     */
    public int revokeAll(Holder holder) {
        Objects.requireNonNull(holder, "holder");
        return scope.edit(edit -> {
            List<GrantRow> found = heldBy(edit, holder);
            edit.deleteGrants(found);
            return found.size();
        });
    }

    /**
     * Makes a holder hold exactly these grants, everywhere and on resources. Those that it has already stay as they are, with who gave them and when.
     *
     * @throws IllegalArgumentException if one of the grants names another holder
     */
    public void replaceAll(Holder holder, Collection<Grant> grants) {
        Objects.requireNonNull(holder, "holder");
        Texts.items("grants", grants);
        for (Grant grant : grants) {
            if (!grant.holder().equals(holder)) {
                throw new IllegalArgumentException("The grants of " + holder + " are replaced, and one names "
                        + grant.holder() + ": " + grant + ". Leave that one out.");
            }
        }
        scope.edit(edit -> {
            Set<Grant> wanted = new LinkedHashSet<>();
            grants.forEach(grant -> wanted.add(withoutReason(grant)));
            edit.deleteGrants(heldBy(edit, holder).stream()
                    .filter(row -> !wanted.contains(withoutReason(row.recorded().grant())))
                    .toList());
            grants.forEach(grant -> insert(edit, grant));
            return true;
        });
    }

    /** The grants that a holder itself holds, everywhere and on resources, past and future ones included, in the order in which they were given. */
    public List<RecordedGrant> of(Holder holder) {
        Objects.requireNonNull(holder, "holder");
        return scope.look(
                look -> heldBy(look, holder).stream().map(GrantRow::recorded).toList());
    }

    /**
     * The grants on exactly this resource, past and future ones included, in the order in which they were given. What holds
     * there from above, from everywhere and by ownership is not among them.
     *
     * @throws NotFoundException if there is no such resource
     */
    public List<RecordedGrant> on(Resource resource) {
        Objects.requireNonNull(resource, "resource");
        return scope.look(
                look -> look.store().grants().ofResource(look.resource(resource).id()).stream()
                        .map(GrantRow::recorded)
                        .toList());
    }

    /** All grants, in the order in which they were given. */
    public List<RecordedGrant> list() {
        return scope.look(look -> look.store().grants().list(look.tenantId()).stream()
                .map(GrantRow::recorded)
                .toList());
    }

    private static boolean insert(Edit edit, Grant grant) {
        edit.requireNotShared("grants");
        if (grant.resource() != null) {
            edit.shareTrees();
        }
        if (!find(edit, grant, true).isEmpty()) {
            return false;
        }
        requireActive(edit, grant.what());
        if (grant.resource() != null) {
            GrantedPlace.requireGrantable(edit, grant.what(), edit.resource(grant.resource()));
        }
        Long subjectId = grant.holder() instanceof Subject subject
                ? edit.subject(subject).id()
                : null;
        GrantKeys keys = keys(edit, grant, subjectId);
        GrantRow row = edit.store().grants().insert(edit.tenantId(), keys, grant, edit.author());
        edit.log(Change.added(Kind.GRANT, row.id(), row.subjectId(), row.groupId(), JsonObject.grant(row.recorded()))
                .at(row.resourceId()));
        return true;
    }

    /** The grants like this one; with exactly its validity, or with any. */
    static List<GrantRow> find(Edit edit, Grant grant, boolean exact) {
        Long subjectId = grant.holder() instanceof Subject subject ? idOrNull(edit, subject) : null;
        GrantKeys keys = keys(edit, grant, subjectId);
        if (keys.subjectId() == null && keys.groupId() == null) {
            return List.of();
        }
        return edit.store().grants().like(edit.tenantId(), keys, grant).stream()
                .filter(row -> !exact || row.recorded().grant().validity().equals(grant.validity()))
                .toList();
    }

    static GrantKeys keys(Edit edit, Grant grant, @Nullable Long subjectId) {
        Long groupId =
                grant.holder() instanceof Group group ? edit.group(group.name()).id() : null;
        Long resourceId = GrantedPlace.idOf(edit, grant);
        String name = grant.what().name();
        return switch (grant.what().kind()) {
            case PERMISSION ->
                new GrantKeys(subjectId, groupId, edit.permission(name).id(), null, resourceId);
            case WILDCARD -> new GrantKeys(subjectId, groupId, null, null, resourceId);
            case BUNDLE ->
                new GrantKeys(subjectId, groupId, null, edit.bundle(name).id(), resourceId);
        };
    }

    private static void requireActive(Edit edit, What what) {
        if (what.kind() == What.Kind.PERMISSION && edit.permission(what.name()).retired()) {
            throw new RefusedException(
                    "The permission '" + what.name() + "' is retired. Restore it before you grant it.");
        }
    }

    private static List<GrantRow> heldBy(Look look, Holder holder) {
        if (holder instanceof Group group) {
            return look.store().grants().ofGroup(look.group(group.name()).id());
        }
        Long id = idOrNull(look, (Subject) holder);
        return id == null ? List.of() : look.store().grants().ofSubject(id);
    }

    private static @Nullable Long idOrNull(Look look, Subject subject) {
        SubjectRow row = look.store().subjects().find(look.tenantId(), subject);
        return row == null ? null : row.id();
    }

    private static Grant withoutReason(Grant grant) {
        return new Grant(grant.holder(), grant.what(), grant.resource(), grant.effect(), grant.validity(), null);
    }
}
