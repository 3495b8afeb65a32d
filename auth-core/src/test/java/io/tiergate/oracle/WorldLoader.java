package io.tiergate.oracle;

import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.Validity;
import io.tiergate.admin.Administration;
import io.tiergate.admin.NewResource;
import io.tiergate.oracle.World.Contents;
import io.tiergate.oracle.World.Known;
import io.tiergate.oracle.World.Member;
import io.tiergate.oracle.World.Permission;
import io.tiergate.oracle.World.Placed;
import io.tiergate.store.Store;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Brings a {@link World} into a store by way of the administration service, each tenant in one transaction. */
final class WorldLoader {

    private final Store store;
    private final Administration administration;
    private final World world;

    WorldLoader(Store store, Administration administration, World world) {
        this.store = store;
        this.administration = administration;
        this.world = world;
    }

    void loadAll() {
        loadDefinitions(Tenant.SHARED);
        for (Tenant tenant : world.tenants().keySet()) {
            if (!tenant.isShared()) {
                administration.tenants().createIfMissing(tenant);
                load(tenant);
            }
        }
        retire(Tenant.SHARED);
    }

    /** Loads a tenant that exists and is empty. */
    void load(Tenant tenant) {
        write(() -> {
            loadDefinitions(tenant);
            loadGroups(tenant);
            Administration there = administration.inTenant(tenant);
            Contents contents = world.of(tenant);
            there.resources()
                    .registerAll(contents.resources().stream()
                            .sorted(Comparator.comparingInt(placed -> depth(contents, placed)))
                            .map(placed -> new NewResource(placed.resource(), placed.parent(), placed.owner(), null))
                            .toList());
            there.grants().grant(contents.grants());
            there.subjects()
                    .suspend(contents.subjects().stream()
                            .filter(Known::suspended)
                            .map(Known::subject)
                            .toList());
            contents.subjects().stream()
                    .map(Known::subject)
                    .filter(subject -> holdsNothing(contents, subject))
                    .forEach(subject -> there.subjects().register(subject, ""));
            retire(tenant);
        });
    }

    private void loadDefinitions(Tenant tenant) {
        write(() -> {
            Administration there = administration.inTenant(tenant);
            Map<String, String> descriptions = new LinkedHashMap<>();
            world.of(tenant).permissions().forEach(permission -> descriptions.put(permission.name(), ""));
            there.permissions().define(descriptions);
            world.of(tenant)
                    .bundles()
                    .forEach(bundle -> there.bundles().define(bundle.name(), "", bundle.permissions()));
            world.of(tenant).types().forEach(type -> TreeChanges.define(there.resourceTypes(), type));
        });
    }

    private void loadGroups(Tenant tenant) {
        Administration there = administration.inTenant(tenant);
        List<Member> members = world.of(tenant).members();
        for (String group : world.of(tenant).groups()) {
            there.groups().define(group, "");
            there.groups()
                    .addMembers(
                            group,
                            members.stream()
                                    .filter(member -> member.group().equals(group)
                                            && member.validity().equals(Validity.ALWAYS))
                                    .map(Member::subject)
                                    .toList());
        }
        members.stream()
                .filter(member -> !member.validity().equals(Validity.ALWAYS))
                .forEach(member -> there.groups().addMember(member.group(), member.subject(), member.validity()));
    }

    private void retire(Tenant tenant) {
        world.of(tenant).permissions().stream()
                .filter(Permission::retired)
                .forEach(permission ->
                        administration.inTenant(tenant).permissions().retire(permission.name()));
    }

    private static boolean holdsNothing(Contents contents, Subject subject) {
        return contents.grants().stream().noneMatch(grant -> grant.holder().equals(subject))
                && contents.resources().stream().noneMatch(placed -> subject.equals(placed.owner()))
                && contents.members().stream()
                        .noneMatch(member -> member.subject().equals(subject));
    }

    /** Parents come before their children. */
    private static int depth(Contents contents, Placed placed) {
        return contents.resources().stream()
                .filter(other -> other.resource().equals(placed.parent()))
                .findFirst()
                .map(parent -> 1 + depth(contents, parent))
                .orElse(0);
    }

    private void write(Runnable work) {
        store.write(() -> {
            work.run();
            return true;
        });
    }
}
