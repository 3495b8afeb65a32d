package io.tiergate.oracle;

import io.tiergate.Effect;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Holder;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.Validity;
import io.tiergate.What;
import io.tiergate.admin.Administration;
import io.tiergate.admin.RefusedException;
import io.tiergate.oracle.World.Bundle;
import io.tiergate.oracle.World.Contents;
import io.tiergate.oracle.World.Known;
import io.tiergate.oracle.World.Member;
import io.tiergate.oracle.World.Permission;
import io.tiergate.store.DecisionReads.View;
import io.tiergate.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A thread that changes one tenant without pause, and keeps what is true of it. Each of its transactions changes something, and
 * so makes one revision, or is undone and makes none. Removes as much as it adds.
 */
final class HandOverWriter {

    private static final String EXTRA = ".extra";

    /** Thrown to have a transaction undone. */
    private static final class Undo extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final Store store;
    private final Tenant tenant;
    private final Administration there;
    private final HandOverTruth truth;
    private final List<Subject> subjects;
    private final Dice dice;
    private World world;
    private long revision;

    /** @param world what the store holds now of the tenant and the shared one */
    HandOverWriter(
            Store store,
            Tenant tenant,
            Administration administration,
            HandOverTruth truth,
            World world,
            List<Subject> subjects,
            Dice dice) {
        this.store = store;
        this.tenant = tenant;
        this.there = administration.inTenant(tenant);
        this.truth = truth;
        this.world = world.copy();
        this.subjects = subjects;
        this.dice = dice;
        revision = revisionOfStore();
        truth.note(tenant, revision, this.world.of(tenant));
        truth.committed(tenant, revision);
    }

    /** How many revisions it has made, with those of before. */
    long revision() {
        return revision;
    }

    void changeWhile(BooleanSupplier goOn) {
        while (goOn.getAsBoolean()) {
            change();
            // Sometimes one after the other, sometimes so late that all is quiet.
            if (dice.percent(70)) {
                LockSupport.parkNanos(dice.below(5_000_000));
            }
        }
    }

    private void change() {
        World next = world.copy();
        World before = world;
        List<Runnable> changes = new ArrayList<>();
        for (int i = dice.percent(80) ? 1 : 3; i > 0; i--) {
            changes.add(next(new PlainAdministration(next)));
        }
        boolean undo = dice.percent(10) || next.of(tenant).equals(world.of(tenant));
        if (!undo) {
            truth.note(tenant, revision + 1, next.of(tenant));
        }
        try {
            store.write(() -> {
                changes.forEach(Runnable::run);
                if (undo) {
                    throw new Undo();
                }
                return true;
            });
            revision++;
            truth.committed(tenant, revision);
            world = next;
        } catch (Undo | RefusedException undone) {
            // The shared tenant's thread has just retired what was to be granted.
        }
        if (revisionOfStore() != revision) {
            throw new AssertionError("Tenant '" + tenant + "' is at revision " + revisionOfStore()
                    + ", and ought to be at "
                    + revision + ", after " + changes.size() + " changes" + (undo ? ", undone" : "") + ", from\n  "
                    + before.of(tenant) + "\nto\n  " + next.of(tenant));
        }
    }

    private long revisionOfStore() {
        return store.decisions().stamp(tenant, View.COMMITTED).revision().tenant();
    }

    /** Changes the plain world, and answers with what changes the store in the same way. */
    private Runnable next(PlainAdministration plain) {
        if (tenant.isShared()) {
            return dice.percent(40) ? ofCatalogue(plain) : ofBundles(plain);
        }
        return switch (dice.below(8)) {
            case 0 -> ofCatalogue(plain);
            case 1 -> ofBundles(plain);
            case 2 -> ofSubjects(plain);
            case 3, 4 -> ofMembers(plain);
            case 5 ->
                ofGrants(plain, Group.of(dice.pick(plain.world().of(tenant).groups())));
            case 6 -> ofGrants(plain, dice.percent(50) ? Group.EVERYONE : Group.AUTHENTICATED);
            default -> ofGrants(plain, dice.pick(subjects));
        };
    }

    private Runnable ofCatalogue(PlainAdministration plain) {
        List<Permission> own = plain.world().of(tenant).permissions();
        String extra = "own" + EXTRA;
        if (!tenant.isShared() && dice.percent(20)) {
            if (own.stream().anyMatch(permission -> permission.name().equals(extra))) {
                plain.deletePermission(tenant, extra);
                return () -> there.permissions().delete(extra);
            }
            plain.definePermission(tenant, extra);
            return () -> there.permissions().define(extra, "");
        }
        List<Permission> retired = own.stream().filter(Permission::retired).toList();
        if (retired.isEmpty()) {
            String name = dice.pick(own).name();
            plain.setRetired(tenant, name, true);
            return () -> there.permissions().retire(name);
        }
        String name = dice.pick(retired).name();
        plain.setRetired(tenant, name, false);
        return () -> there.permissions().restore(name);
    }

    private Runnable ofBundles(PlainAdministration plain) {
        Bundle bundle = dice.pick(plain.world().of(tenant).bundles());
        String name = bundle.name();
        List<String> one = List.of(dice.pick(GeneratedWorld.grantable(plain.world(), tenant)));
        if (bundle.permissions().size() > 1 || bundle.permissions().containsAll(one)) {
            List<String> removed = dice.some(1, bundle.permissions());
            plain.removeFromBundle(tenant, name, removed);
            return () -> there.bundles().remove(name, removed);
        }
        plain.addToBundle(tenant, name, one);
        return () -> there.bundles().add(name, one);
    }

    private Runnable ofSubjects(PlainAdministration plain) {
        List<Known> known = plain.world().of(tenant).subjects();
        List<Known> suspended = known.stream().filter(Known::suspended).toList();
        if (suspended.size() > 1) {
            Subject subject = dice.pick(suspended).subject();
            plain.reinstate(tenant, subject);
            return () -> there.subjects().reinstate(subject);
        }
        Subject subject = dice.pick(subjects);
        if (dice.percent(50) && known.contains(new Known(subject, false))) {
            plain.deleteSubject(tenant, subject);
            return () -> there.subjects().delete(subject);
        }
        plain.suspend(tenant, subject);
        return () -> there.subjects().suspend(subject);
    }

    private Runnable ofMembers(PlainAdministration plain) {
        Contents own = plain.world().of(tenant);
        if (own.members().size() > subjects.size()) {
            Member member = dice.pick(own.members());
            plain.removeMember(tenant, member.group(), member.subject());
            return () -> there.groups().removeMember(member.group(), member.subject());
        }
        String group = dice.pick(own.groups());
        Subject subject = dice.pick(subjects);
        plain.addMember(tenant, group, subject, Validity.ALWAYS);
        return () -> there.groups().addMember(group, subject);
    }

    private Runnable ofGrants(PlainAdministration plain, Holder holder) {
        List<Grant> held = plain.world().of(tenant).grants().stream()
                .filter(grant -> grant.holder().equals(holder))
                .toList();
        boolean builtIn = holder instanceof Group group && group.isBuiltIn();
        if (held.size() > (builtIn ? 0 : 2)) {
            Grant old = dice.pick(held);
            plain.revoke(tenant, old);
            return () -> there.grants().revoke(old);
        }
        Grant grant = new Grant(
                holder, what(plain.world()), dice.percent(15) ? Effect.DENY : Effect.ALLOW, Validity.ALWAYS, "");
        plain.grant(tenant, grant);
        return () -> there.grants().grant(grant);
    }

    private What what(World seen) {
        return switch (dice.below(5)) {
            case 0 -> What.permission(dice.percent(50) ? "own.*" : "*");
            case 1 -> What.bundle(dice.percent(50) ? "own bundle" : "shared bundle");
            default -> What.permission(dice.pick(GeneratedWorld.grantable(seen, tenant)));
        };
    }
}
