package io.tiergate.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Effect;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.RecordedGrant;
import io.tiergate.Subject;
import io.tiergate.Validity;
import io.tiergate.What;
import io.tiergate.store.GrantTable.GrantKeys;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Grants and memberships are found by what they refer to, with all that belongs to them. */
interface GrantTableContract extends StoreScene {

    @Test
    default void listsGrantsByHolderAndByWhatInTheOrderInWhichTheyWereGiven() {
        PermissionRow approve = permission("invoice.approve");
        BundleRow clerk = bundle("clerk");
        put(clerk, approve);
        SubjectRow alice = subject("alice");
        SubjectRow bob = subject("bob");
        GroupRow lisbon = group("Lisbon");
        GrantRow one = grant(bob, approve);
        GrantRow two = grant(alice, clerk);
        GrantRow three = grant(alice, approve);
        GrantRow four = grant(lisbon, approve);
        GrantRow five = grant(lisbon, clerk);
        GrantRow six = grant(alice, "invoice.*");
        SubjectRow elsewhere = subject(there(), "alice");
        GrantRow seven = grant(elsewhere, "invoice.*");

        assertThat(read(() -> store().grants().ofSubject(alice.id()))).containsExactly(two, three, six);
        assertThat(read(() -> store().grants().ofSubject(bob.id()))).containsExactly(one);
        assertThat(read(() -> store().grants().ofGroup(lisbon.id()))).containsExactly(four, five);
        assertThat(read(() -> store().grants().ofPermission(approve.id()))).containsExactly(one, three, four);
        assertThat(read(() -> store().grants().ofBundle(clerk.id()))).containsExactly(two, five);
        assertThat(read(() -> store().grants().list(here().id()))).containsExactly(one, two, three, four, five, six);
        assertThat(read(() -> store().grants().list(there().id()))).containsExactly(seven);
    }

    @Test
    default void readsAGrantWithAllThatBelongsToIt() {
        SubjectRow alice = subject("alice");
        GroupRow lisbon = group("Lisbon");
        BundleRow clerk = bundle("clerk");
        Validity validity = Validity.until(Instant.parse("2030-01-01T00:00:00Z"));
        Grant toAlice = Grant.deny(Subject.user("alice"), "invoice.*").because("on leave");
        Grant toLisbon = Grant.allow(Group.of("Lisbon"), What.bundle("clerk")).valid(validity);
        GrantRow ofAlice = insert(here().id(), new GrantKeys(alice.id(), null, null, null), toAlice);
        GrantRow ofLisbon = insert(here().id(), new GrantKeys(null, lisbon.id(), null, clerk.id()), toLisbon);

        assertThat(read(() -> store().grants().find(here().id(), ofAlice.id())))
                .isEqualTo(new GrantRow(
                        new RecordedGrant(ofAlice.id(), toAlice, AUTHOR.actor(), AUTHOR.at()),
                        here().id(),
                        alice.id(),
                        null,
                        null,
                        null,
                        null));
        assertThat(read(() -> store().grants().find(here().id(), ofLisbon.id())))
                .isEqualTo(new GrantRow(
                        new RecordedGrant(ofLisbon.id(), toLisbon, AUTHOR.actor(), AUTHOR.at()),
                        here().id(),
                        null,
                        lisbon.id(),
                        null,
                        clerk.id(),
                        null));
    }

    @Test
    default void namesWhatIsGrantedAndWhoHoldsItAsTheyAreCalledNow() {
        PermissionRow approve = permission("invoice.approve");
        GroupRow lisbon = group("Lisbon");
        GrantRow grant = grant(lisbon, approve);

        change(() -> {
            store().permissions()
                    .update(approve, new PermissionRow(approve.id(), here().id(), "invoice.sign", "", false, false));
            store().groups().update(lisbon, new GroupRow(lisbon.id(), here().id(), "Lisboa", ""));
        });

        assertThat(read(() -> store().grants().find(here().id(), grant.id()))
                        .recorded()
                        .grant())
                .isEqualTo(Grant.allow(Group.of("Lisboa"), "invoice.sign"));
    }

    @Test
    default void findsAGrantByItsKeyOnlyInItsOwnTenant() {
        GrantRow grant = grant(subject("alice"), "invoice.*");

        assertThat(read(() -> store().grants().find(here().id(), grant.id()))).isEqualTo(grant);
        assertThat(read(() -> store().grants().find(there().id(), grant.id()))).isNull();
        assertThat(read(() -> store().grants().find(here().id(), grant.id() + 1_000_000)))
                .isNull();
        assertThat(read(() -> store().grants().find(here().id(), Long.MIN_VALUE)))
                .isNull();
    }

    @Test
    default void findsLikeGrantsWhateverTheirValidity() {
        SubjectRow alice = subject("alice");
        PermissionRow approve = permission("invoice.approve");
        GrantRow always = grant(alice, approve);
        GrantRow later = grant(alice, approve, Validity.from(AUTHOR.at()));
        Grant grant = always.recorded().grant();
        GrantKeys keys = new GrantKeys(alice.id(), null, approve.id(), null);
        Grant denied = new Grant(grant.holder(), grant.what(), Effect.DENY, Validity.ALWAYS, null);
        GrantRow deny = insert(here().id(), keys, denied);
        grant(alice, bundle("invoice.approve"));
        grant(subject("bob"), approve);
        grant(group("Lisbon"), approve);

        assertThat(read(() -> store().grants().like(here().id(), keys, grant.because("whatever"))))
                .containsExactly(always, later);
        assertThat(read(() -> store().grants().like(here().id(), keys, denied))).containsExactly(deny);
    }

    @Test
    default void findsLikeGrantsOfAWildcardByExactlyItsText() {
        SubjectRow alice = subject("alice");
        GrantKeys keys = new GrantKeys(alice.id(), null, null, null);
        Grant lower = Grant.allow(alice.subject(), "invoice.*");
        Grant upper = Grant.allow(alice.subject(), "Invoice.*");
        GrantRow ofLower = insert(here().id(), keys, lower);

        assertThat(read(() -> store().grants().like(here().id(), keys, upper))).isEmpty();
        assertThat(read(() -> store().grants().like(here().id(), keys, Grant.allow(alice.subject(), "*"))))
                .isEmpty();
        GrantRow ofUpper = insert(here().id(), keys, upper);
        assertThat(read(() -> store().grants().like(here().id(), keys, lower))).containsExactly(ofLower);
        assertThat(read(() -> store().grants().like(here().id(), keys, upper))).containsExactly(ofUpper);
    }

    @Test
    default void listsMembershipsByGroupAndBySubject() {
        GroupRow lisbon = group("Lisbon");
        GroupRow porto = group("Porto");
        SubjectRow bob = subject("bob");
        SubjectRow alice = subject("alice");
        SubjectRow robot = write(() -> store().subjects().insert(here().id(), Subject.service("a"), ""));
        MembershipRow one = member(porto, bob);
        MembershipRow two = member(lisbon, bob);
        MembershipRow three = member(lisbon, alice);
        MembershipRow four = member(lisbon, robot);
        MembershipRow five = member(lisbon, bob, Validity.from(AUTHOR.at()));

        assertThat(read(() -> store().groups().membersOf(lisbon.id()))).containsExactly(four, three, two, five);
        assertThat(read(() -> store().groups().membershipsOf(bob.id()))).containsExactly(two, five, one);
        assertThat(read(() -> store().groups().memberships(lisbon.id(), bob.id())))
                .containsExactly(two, five);
        assertThat(read(() -> store().groups().memberships(porto.id(), alice.id())))
                .isEmpty();
    }

    @Test
    default void listsWhatBundlesContainByName() {
        BundleRow clerk = bundle("clerk");
        BundleRow auditor = bundle("auditor");
        PermissionRow pay = permission("invoice.pay");
        PermissionRow approve = permission("invoice.approve");
        put(clerk, pay, approve);
        put(auditor, pay);

        assertThat(read(() -> store().bundles().permissionsOf(clerk.id()))).containsExactly(approve, pay);
        assertThat(read(() -> store().bundles().containing(pay.id()))).containsExactlyInAnyOrder(auditor, clerk);
        assertThat(read(() -> store().bundles().containing(approve.id()))).containsExactly(clerk);
        BundleRow empty = bundle("empty");
        assertThat(read(() -> store().bundles().permissionsOf(empty.id()))).isEmpty();
    }
}
