package io.tiergate.oracle;

import static io.tiergate.Decision.Code.DENIED;
import static io.tiergate.Decision.Code.GRANTED;
import static io.tiergate.Decision.Code.NOT_GRANTED;
import static io.tiergate.oracle.ResourceScene.document;
import static io.tiergate.oracle.ResourceScene.folder;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Reason;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.What;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules 2, 3, 5 and 11: where a grant applies. */
interface ResourceRules extends ResourceScene {

    @Test
    default void aGrantOnAResourceAppliesToItAndToAllBelowIt() {
        library();
        grant(Grant.allow(ALICE, "read").on(MIDDLE));

        assertThat(check(ALICE, "read", MIDDLE)).isEqualTo(GRANTED);
        assertThat(check(ALICE, "read", PLAN)).isEqualTo(GRANTED);
        assertThat(check(ALICE, "write", MIDDLE)).isEqualTo(NOT_GRANTED);
        assertThat(check(BOB, "read", MIDDLE)).isEqualTo(NOT_GRANTED);
    }

    @Test
    default void grantOnAResourceDoesNotApplyElsewhere() {
        library();
        register(folder("beside"), TOP, null);
        register(folder("plan"), MIDDLE, null);
        grant(Grant.allow(ALICE, "read").on(PLAN), Grant.deny(BOB, "read").on(PLAN), Grant.allow(BOB, "read"));

        for (Resource other : List.of(TOP, MIDDLE, folder("beside"), folder("plan"), document("unregistered"))) {
            assertThat(check(ALICE, "read", other)).isEqualTo(NOT_GRANTED);
            assertThat(check(BOB, "read", other)).isEqualTo(GRANTED);
        }
        assertThat(check(BOB, "read", PLAN)).isEqualTo(DENIED);
    }

    @Test
    default void aRequestWithoutAResourceIsNotDecidedByGrantsOnResources() {
        library();
        grant(Grant.allow(ALICE, "read").on(TOP), Grant.deny(BOB, "*").on(TOP), Grant.allow(BOB, "read"));

        assertThat(check(ALICE, "read")).isEqualTo(NOT_GRANTED);
        assertThat(check(BOB, "read")).isEqualTo(GRANTED);
        assertThat(held(ALICE)).isEmpty();
        assertThat(holders("read")).containsExactly(BOB);
    }

    @Test
    default void aGrantEverywhereAppliesOnEveryResource() {
        library();
        grant(
                Grant.allow(ALICE, "read"),
                Grant.deny(Group.EVERYONE, "write"),
                Grant.allow(ALICE, "write").on(PLAN));

        assertThat(check(ALICE, "read", TOP)).isEqualTo(GRANTED);
        assertThat(check(ALICE, "read", PLAN)).isEqualTo(GRANTED);
        assertThat(check(ALICE, "write", PLAN)).isEqualTo(DENIED);
    }

    @Test
    default void denyWinsWhenAncestorAllows() {
        library();
        grant(Grant.allow(ALICE, "*").on(TOP), Grant.deny(ALICE, "read").on(PLAN));

        assertThat(check(ALICE, "read", MIDDLE)).isEqualTo(GRANTED);
        assertThat(check(ALICE, "read", PLAN)).isEqualTo(DENIED);
        assertThat(check(ALICE, "write", PLAN)).isEqualTo(GRANTED);
    }

    @Test
    default void denyOnAnAncestorWinsOverAnAllowBelowIt() {
        library();
        grant(Grant.deny(ALICE, "read").on(TOP), Grant.allow(ALICE, "read").on(PLAN), Grant.allow(ALICE, "read"));

        assertThat(check(ALICE, "read", PLAN)).isEqualTo(DENIED);
        assertThat(check(ALICE, "read")).isEqualTo(GRANTED);
    }

    @Test
    default void movedResourceInheritsFromItsNewPlace() {
        library();
        Resource other = folder("other");
        register(other, null, null);
        grant(Grant.allow(ALICE, "read").on(TOP), Grant.allow(BOB, "read").on(other));
        assertThat(check(ALICE, "read", PLAN)).isEqualTo(GRANTED);
        assertThat(check(BOB, "read", PLAN)).isEqualTo(NOT_GRANTED);

        administration().resources().move(MIDDLE, other);

        assertThat(check(ALICE, "read", PLAN)).isEqualTo(NOT_GRANTED);
        assertThat(check(BOB, "read", PLAN)).isEqualTo(GRANTED);
        administration().resources().moveToRoot(PLAN);
        assertThat(check(BOB, "read", PLAN)).isEqualTo(NOT_GRANTED);
        assertThat(check(BOB, "read", MIDDLE)).isEqualTo(GRANTED);
    }

    @Test
    default void groupsHoldGrantsOnResources() {
        library();
        group("office", ALICE);
        grant(
                Grant.allow(office(), "read").on(TOP),
                Grant.allow(Group.EVERYONE, "list").on(MIDDLE),
                Grant.allow(Group.AUTHENTICATED, "write").on(MIDDLE),
                Grant.deny(Group.AUTHENTICATED, "list").on(PLAN));

        assertThat(check(ALICE, "read", PLAN)).isEqualTo(GRANTED);
        assertThat(check(BOB, "read", PLAN)).isEqualTo(NOT_GRANTED);
        assertThat(check(Subject.anonymous(), "list", PLAN)).isEqualTo(GRANTED);
        assertThat(check(Subject.anonymous(), "list", TOP)).isEqualTo(NOT_GRANTED);
        assertThat(check(Subject.anonymous(), "write", PLAN)).isEqualTo(NOT_GRANTED);
        assertThat(check(Subject.user("stranger"), "write", PLAN)).isEqualTo(GRANTED);
        assertThat(check(Subject.user("stranger"), "list", PLAN)).isEqualTo(DENIED);

        administration().groups().removeMember("office", ALICE);
        assertThat(check(ALICE, "read", PLAN)).isEqualTo(NOT_GRANTED);
    }

    @Test
    default void wildcardsAndBundlesCanBeGrantedOnResources() {
        library();
        permissions("doc.read", "doc.write", "tiergate.audit");
        administration().resourceTypes().add("folder", List.of("doc.read", "tiergate.audit"));
        bundle("reading", "doc.read", "read");
        grant(
                Grant.allow(ALICE, What.bundle("reading")).on(TOP),
                Grant.allow(BOB, "doc.*").on(TOP),
                Grant.allow(BOB, "*").on(MIDDLE));

        assertThat(check(ALICE, "doc.read", PLAN)).isEqualTo(GRANTED);
        assertThat(check(ALICE, "read", PLAN)).isEqualTo(GRANTED);
        assertThat(check(ALICE, "doc.write", PLAN)).isEqualTo(NOT_GRANTED);
        assertThat(check(BOB, "doc.write", TOP)).isEqualTo(GRANTED);
        assertThat(check(BOB, "read", TOP)).isEqualTo(NOT_GRANTED);
        assertThat(check(BOB, "read", MIDDLE)).isEqualTo(GRANTED);
        assertThat(check(BOB, "tiergate.audit", MIDDLE)).isEqualTo(NOT_GRANTED);

        administration().bundles().remove("reading", List.of("doc.read"));
        assertThat(check(ALICE, "doc.read", PLAN)).isEqualTo(NOT_GRANTED);
        permissions("doc.list");
        assertThat(check(BOB, "doc.list", PLAN)).isEqualTo(GRANTED);
    }

    @Test
    default void aGrantOnAResourceAppliesWhileItIsValid() {
        library();
        grant(
                Grant.allow(ALICE, "read").on(TOP).from(NOON.plusSeconds(10)).until(NOON.plusSeconds(20)),
                Grant.allow(ALICE, "write").on(TOP),
                Grant.deny(ALICE, "write").on(MIDDLE).until(NOON.plusSeconds(15)));

        assertThat(check(ALICE, "read", PLAN)).isEqualTo(NOT_GRANTED);
        assertThat(check(ALICE, "write", PLAN)).isEqualTo(DENIED);
        clock().set(NOON.plusSeconds(10));
        assertThat(check(ALICE, "read", PLAN)).isEqualTo(GRANTED);
        clock().set(NOON.plusSeconds(15));
        assertThat(check(ALICE, "write", PLAN)).isEqualTo(GRANTED);
        clock().set(NOON.plusSeconds(20).minusNanos(1_000));
        assertThat(check(ALICE, "read", PLAN)).isEqualTo(GRANTED);
        clock().set(NOON.plusSeconds(20));
        assertThat(check(ALICE, "read", PLAN)).isEqualTo(NOT_GRANTED);
        clock().set(NOON.plus(Duration.ofSeconds(12)));
        assertThat(check(ALICE, "read", PLAN)).isEqualTo(GRANTED);
    }

    @Test
    default void aRevokedGrantOnAResourceAppliesNoMore() {
        library();
        grant(Grant.allow(ALICE, "read").on(TOP), Grant.allow(ALICE, "read").on(MIDDLE), Grant.allow(ALICE, "read"));

        assertThat(administration().grants().revoke(Grant.allow(ALICE, "read"))).isEqualTo(1);
        assertThat(check(ALICE, "read", PLAN)).isEqualTo(GRANTED);
        assertThat(administration().grants().revoke(Grant.allow(ALICE, "read").on(MIDDLE)))
                .isEqualTo(1);
        assertThat(check(ALICE, "read", PLAN)).isEqualTo(GRANTED);
        assertThat(administration().grants().revoke(Grant.allow(ALICE, "read").on(TOP)))
                .isEqualTo(1);
        assertThat(check(ALICE, "read", PLAN)).isEqualTo(NOT_GRANTED);
    }

    @Test
    default void aResourceOfTheSameNameBeginsWithNothing() {
        library();
        grant(Grant.allow(ALICE, "read").on(PLAN));
        assertThat(check(ALICE, "read", PLAN)).isEqualTo(GRANTED);

        administration().resources().delete(PLAN);
        assertThat(check(ALICE, "read", PLAN)).isEqualTo(NOT_GRANTED);
        register(PLAN, MIDDLE, null);

        assertThat(check(ALICE, "read", PLAN)).isEqualTo(NOT_GRANTED);
    }

    @Test
    default void resourcesOfOtherTenantsAreOthers() {
        library();
        elsewhere().permissions().define("read", "");
        elsewhere().resourceTypes().define("folder", "", List.of("read"));
        elsewhere().resources().register(TOP);
        elsewhere().grants().grant(Grant.allow(ALICE, "read").on(TOP));

        assertThat(check(ALICE, "read", TOP)).isEqualTo(NOT_GRANTED);
        assertThat(decisions()
                        .check(new io.tiergate.AccessRequest(otherTenant(), ALICE, "read").on(TOP))
                        .code())
                .isEqualTo(GRANTED);
    }

    @Test
    default void reasonsSayOnWhatAGrantIs() {
        library();
        group("office", ALICE);
        Grant byOffice = Grant.allow(office(), "read").on(TOP);
        Grant everywhere = Grant.allow(ALICE, "read");
        Grant own = Grant.allow(ALICE, "*").on(PLAN);
        grant(byOffice, everywhere, own, Grant.allow(ALICE, "read").on(folder(registered("beside"))));

        assertThat(why(ALICE, "read", PLAN))
                .extracting(reason -> ((Reason.ByGrant) reason).grant().grant())
                .containsExactly(byOffice, everywhere, own);
        assertThat(why(ALICE, "read", PLAN))
                .extracting(reason -> reason.membership() == null)
                .containsExactly(false, true, true);
        grant(Grant.deny(office(), "write").on(MIDDLE));
        assertThat(explain(ALICE, "write", PLAN).toString())
                .startsWith("user:alice may not 'write' on document:plan in tenant " + tenant() + ": DENIED")
                .contains("DENY write on folder:middle to group 'office'");
    }

    @Test
    default void whatASubjectMayOnAResourceIsWhatChecksGrant() {
        library();
        group("office", ALICE);
        own(MIDDLE, office());
        grant(
                Grant.allow(BOB, "read").on(TOP),
                Grant.allow(BOB, "write"),
                Grant.deny(ALICE, "list").on(PLAN));

        assertThat(held(ALICE, PLAN)).containsExactly("read", "write");
        assertThat(held(ALICE, MIDDLE)).containsExactly("list", "read", "write");
        assertThat(held(ALICE, TOP)).isEmpty();
        assertThat(held(BOB, PLAN)).containsExactly("read", "write");
        assertThat(held(BOB, document("unregistered"))).containsExactly("write");
        assertThat(held(BOB, Resource.of("binder", "1"))).isEmpty();
    }

    @Test
    default void whoMayOnAResourceAreItsHoldersThoseAboveOwnersAndThoseOfEverywhere() {
        library();
        Subject carol = Subject.user("carol");
        Subject dan = Subject.user("dan");
        Subject eve = Subject.user("eve");
        group("office", carol, dan);
        own(TOP, office());
        own(PLAN, eve);
        grant(
                Grant.allow(ALICE, "read").on(MIDDLE),
                Grant.allow(BOB, "read"),
                Grant.deny(dan, "read").on(PLAN),
                Grant.allow(Group.EVERYONE, "list").on(PLAN),
                Grant.allow(Subject.user("zoe"), "read").on(folder(registered("beside"))));

        assertThat(holders("read", PLAN)).containsExactly(ALICE, BOB, carol, eve);
        assertThat(holders("read", MIDDLE)).containsExactly(ALICE, BOB, carol, dan);
        assertThat(holders("read", TOP)).containsExactly(BOB, carol, dan);
        assertThat(holders("read")).containsExactly(BOB);
        assertThat(holders("list", PLAN)).containsExactly(Group.EVERYONE, carol, dan, eve);
        assertThat(holders("read", document("unregistered"))).containsExactly(BOB);
        administration().subjects().suspend(ALICE);
        assertThat(holders("read", PLAN)).containsExactly(BOB, carol, eve);
        administration().resourceTypes().setBound("document", true);
        assertThat(holders("read", document("unregistered"))).isEmpty();
    }

    private String registered(String id) {
        register(folder(id), null, null);
        return id;
    }

    @Test
    default void insideATransactionItsOwnTreeDecides() {
        library();
        grant(Grant.allow(ALICE, "read").on(TOP));
        check(ALICE, "read", PLAN);

        inOneTransaction(() -> {
            administration().resources().moveToRoot(PLAN);
            assertThat(check(ALICE, "read", PLAN)).isEqualTo(NOT_GRANTED);
            register(document("new"), MIDDLE, null);
            assertThat(check(ALICE, "read", document("new"))).isEqualTo(GRANTED);
        });

        assertThat(check(ALICE, "read", PLAN)).isEqualTo(NOT_GRANTED);
    }
}
