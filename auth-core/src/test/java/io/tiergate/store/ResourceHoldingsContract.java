package io.tiergate.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.store.DecisionReads.View;
import io.tiergate.store.GrantTable.GrantKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is held on a resource and on those above it, and where that is, at the port. */
interface ResourceHoldingsContract extends ResourceTreeContract {

    @Test
    default void loadsTheWayDownToAResourceWithTypesAndOwners() {
        ResourceTypeRow folder = type(here(), "folder", null, false);
        ResourceTypeRow paper = type(here(), "paper", null, false);
        SubjectRow alice = subject("alice");
        GroupRow lisbon = group("Lisbon");
        ResourceRow root = root(folder, "r");
        ResourceRow middle = below(root, folder, "m ");
        ResourceRow leaf = below(middle, paper, "m");
        change(() -> store().resources().changeOwner(List.of(root), alice.id(), null));
        change(() -> store().resources().changeOwner(List.of(leaf), null, lisbon.id()));

        ResourceHoldings found = on(leaf, "nobody");

        assertThat(found.way())
                .containsExactly(
                        new PlacedResource(root.id(), folder.id(), Resource.of("folder", "r"), alice.id(), null),
                        new PlacedResource(middle.id(), folder.id(), Resource.of("folder", "m "), null, null),
                        new PlacedResource(leaf.id(), paper.id(), Resource.of("paper", "m"), null, lisbon.id()));
        assertThat(found.registered()).isTrue();
        assertThat(found.subjectId()).isZero();
        assertThat(on(root, "alice").way()).hasSize(1);
        assertThat(on(root, "alice").subjectId()).isEqualTo(alice.id());
    }

    @Test
    default void loadsNothingOfWhatIsNotRegisteredHere() {
        ResourceTypeRow folder = type(here(), "folder", null, false);
        root(folder, "r");
        ResourceTypeRow other = type(there(), "folder", null, false);
        root(other, "elsewhere");
        root(type(there(), "paper", null, false), "r");

        for (Resource missing : List.of(
                Resource.of("folder", "elsewhere"),
                Resource.of("folder", "R"),
                Resource.of("folder", "r "),
                Resource.of("paper", "r"),
                Resource.of("binder", "r"))) {
            assertThat(all(missing, 10).registered()).isFalse();
            assertThat(all(missing, 10).grants()).isEmpty();
            assertThat(all(missing, 10).complete()).isTrue();
            assertThat(all(missing, 10).stamp())
                    .isEqualTo(store().decisions().stamp(here().tenant(), View.TRANSACTION));
        }
    }

    @Test
    default void loadsOfASubjectOnlyWhatMayApplyToIt() {
        ResourceTypeRow folder = type(here(), "folder", null, false);
        ResourceRow root = root(folder, "r");
        ResourceRow leaf = below(root, folder, "l");
        ResourceRow beside = below(root, folder, "b");
        SubjectRow alice = subject("alice");
        SubjectRow bob = subject("bob");
        GroupRow lisbon = group("Lisbon");
        GroupRow porto = group("Porto");
        member(lisbon, alice);
        GroupRow everyone = store().read(() -> store().groups().find(here().id(), "everyone"));
        GrantRow own = wild(alice, leaf);
        wild(bob, leaf);
        wild(alice, beside);
        GrantRow above = wild(lisbon, root);
        wild(porto, root);
        GrantRow builtIn = wild(everyone, root);
        GrantRow anywhere = grant(alice, "everywhere.*");

        assertThat(on(leaf, "alice").grants())
                .extracting(HeldGrant::id)
                .containsExactlyInAnyOrder(own.id(), above.id(), builtIn.id());
        assertThat(on(leaf, "alice").grants())
                .extracting(HeldGrant::resourceId)
                .containsExactlyInAnyOrder(leaf.id(), root.id(), root.id());
        assertThat(on(leaf, "stranger").grants()).extracting(HeldGrant::id).containsExactly(builtIn.id());
        assertThat(store().decisions()
                        .holdings(here().tenant(), alice.subject(), View.TRANSACTION)
                        .grants())
                .extracting(HeldGrant::id)
                .containsExactly(anywhere.id());
    }

    @Test
    default void loadsManyResourcesAsEachAlone() {
        ResourceTypeRow folder = type(here(), "folder", null, false);
        ResourceTypeRow paper = type(here(), "paper", null, false);
        ResourceTypeRow map = type(here(), "map", null, false);
        ResourceRow root = root(folder, "r");
        ResourceRow middle = below(root, folder, "m");
        ResourceRow other = root(paper, "r");
        root(type(there(), "folder", null, false), "elsewhere");
        SubjectRow alice = subject("alice");
        GroupRow lisbon = group("Lisbon");
        member(lisbon, alice);
        change(() -> store().resources().changeOwner(List.of(middle), null, lisbon.id()));
        List<Resource> asked = new ArrayList<>(List.of(root.resource(), other.resource(), middle.resource()));
        for (int i = 0; i < 20; i++) {
            ResourceRow leaf = below(i % 2 == 0 ? middle : root, i % 3 == 0 ? map : paper, "l" + i);
            wild(i % 2 == 0 ? alice : subject("u" + i), leaf);
            asked.add(leaf.resource());
        }
        wild(lisbon, root);
        wild(alice, middle);
        asked.add(Resource.of("folder", "elsewhere"));
        asked.add(Resource.of("folder", "R"));
        asked.add(Resource.of("folder", "m "));
        asked.add(Resource.of("nothing", "r"));

        for (String user : List.of("alice", "u1", "stranger")) {
            Map<Resource, ResourceHoldings> found =
                    store().decisions().on(here().tenant(), asked, Subject.user(user), View.TRANSACTION);

            assertThat(found.keySet()).containsExactlyElementsOf(asked);
            found.forEach((resource, holdings) -> {
                ResourceHoldings alone =
                        store().decisions().on(here().tenant(), resource, Subject.user(user), View.TRANSACTION);
                assertThat(holdings.stamp()).isEqualTo(alone.stamp());
                assertThat(holdings.way()).as("%s", resource).isEqualTo(alone.way());
                assertThat(holdings.grants()).containsExactlyInAnyOrderElementsOf(alone.grants());
                assertThat(holdings.subjectId()).isEqualTo(alone.subjectId());
                assertThat(holdings.complete()).isTrue();
            });
        }
        assertThat(store().decisions()
                        .on(here().tenant(), asked, Subject.user("alice"), View.TRANSACTION)
                        .get(Resource.of("paper", "l2"))
                        .grants())
                .hasSize(3);
    }

    @Test
    default void loadsAsManyResourcesAsItSays() {
        ResourceTypeRow folder = type(here(), "folder", null, false);
        ResourceRow root = root(folder, "r");
        GroupRow everyone = store().read(() -> store().groups().find(here().id(), "everyone"));
        wild(everyone, root);
        List<Resource> asked = new ArrayList<>();
        for (int i = 0; i < DecisionReads.MOST_RESOURCES - 1; i++) {
            asked.add(below(root, folder, "l" + i).resource());
        }
        asked.add(Resource.of("paper", "missing"));

        Map<Resource, ResourceHoldings> found =
                store().decisions().on(here().tenant(), asked, Subject.anonymous(), View.COMMITTED);

        assertThat(found).hasSize(DecisionReads.MOST_RESOURCES);
        assertThat(found.values().stream().filter(ResourceHoldings::registered))
                .hasSize(DecisionReads.MOST_RESOURCES - 1)
                .allSatisfy(each -> assertThat(each.grants()).hasSize(1));
    }

    @Test
    default void loadsAllGrantsOrNone() {
        ResourceTypeRow folder = type(here(), "folder", null, false);
        ResourceRow root = root(folder, "r");
        ResourceRow leaf = below(root, folder, "l");
        List<Long> grants = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            grants.add(wild(subject("u" + i), i % 2 == 0 ? leaf : root).id());
        }
        grants.add(wild(group("Lisbon"), root).id());

        ResourceHoldings all = all(leaf.resource(), 6);
        assertThat(all.complete()).isTrue();
        assertThat(all.grants()).extracting(HeldGrant::id).containsExactlyInAnyOrderElementsOf(grants);
        ResourceHoldings tooMany = all(leaf.resource(), 5);
        assertThat(tooMany.complete()).isFalse();
        assertThat(tooMany.grants()).isEmpty();
        assertThat(tooMany.way()).isEqualTo(all.way());
    }

    @Test
    default void findsTheGrantsOnResources() {
        ResourceTypeRow folder = type(here(), "folder", null, false);
        ResourceRow root = root(folder, "r");
        ResourceRow leaf = below(root, folder, "l");
        SubjectRow alice = subject("alice");
        GrantRow onRoot = wild(alice, root);
        GrantRow onLeaf = wild(alice, leaf);
        GrantRow anywhere = grant(alice, "*");

        assertThat(read(() -> store().grants().ofResource(leaf.id()))).containsExactly(onLeaf);
        assertThat(read(() -> store().grants().ofResources(List.of(leaf.id(), root.id()))))
                .containsExactlyInAnyOrder(onRoot, onLeaf);
        assertThat(read(() -> store().grants().ofSubject(alice.id()))).containsExactly(onRoot, onLeaf, anywhere);
        assertThat(read(() -> store().grants()
                        .like(
                                here().id(),
                                new GrantKeys(alice.id(), null, null, null, leaf.id()),
                                Grant.allow(alice.subject(), "*"))))
                .containsExactly(onLeaf);
        assertThat(read(() -> store().grants()
                        .like(
                                here().id(),
                                new GrantKeys(alice.id(), null, null, null),
                                Grant.allow(alice.subject(), "*"))))
                .containsExactly(anywhere);
        refused(() -> wild(alice, leaf));
        refused(() -> change(() -> store().resources().delete(leaf)));
    }

    private GrantRow wild(SubjectRow holder, ResourceRow resource) {
        return insert(
                here().id(),
                new GrantKeys(holder.id(), null, null, null, resource.id()),
                Grant.allow(holder.subject(), "*").on(resource.resource()));
    }

    private GrantRow wild(GroupRow holder, ResourceRow resource) {
        return insert(
                here().id(),
                new GrantKeys(null, holder.id(), null, null, resource.id()),
                Grant.allow(Group.of(holder.name()), "*").on(resource.resource()));
    }

    private ResourceHoldings on(ResourceRow resource, String user) {
        return store().decisions().on(here().tenant(), resource.resource(), Subject.user(user), View.TRANSACTION);
    }

    private ResourceHoldings all(Resource resource, int limit) {
        return store().decisions().on(here().tenant(), resource, limit, View.TRANSACTION);
    }
}
