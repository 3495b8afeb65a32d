package io.tiergate.oracle;

import static io.tiergate.Decision.Code.DENIED;
import static io.tiergate.Decision.Code.GRANTED;
import static io.tiergate.Decision.Code.NOT_GRANTED;
import static io.tiergate.Decision.Code.SUBJECT_SUSPENDED;
import static io.tiergate.Decision.Code.UNKNOWN_PERMISSION;
import static io.tiergate.oracle.ResourceScene.document;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Grant;
import io.tiergate.Reason;
import io.tiergate.Subject;
import io.tiergate.Validity;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule 4: what owners are allowed. */
interface OwnershipRules extends ResourceScene {

    @Test
    default void anOwnerIsAllowedWhatIsDeclaredForTheTypeAskedAbout() {
        library();
        permissions("print");
        administration().resourceTypes().add("document", List.of("print"));
        own(MIDDLE, ALICE);

        assertThat(check(ALICE, "write", MIDDLE)).isEqualTo(GRANTED);
        assertThat(check(ALICE, "write", PLAN)).isEqualTo(GRANTED);
        assertThat(check(ALICE, "print", PLAN)).isEqualTo(GRANTED);
        assertThat(check(ALICE, "print", MIDDLE)).isEqualTo(NOT_GRANTED);
        assertThat(check(BOB, "write", MIDDLE)).isEqualTo(NOT_GRANTED);

        administration().resourceTypes().remove("document", List.of("print"));
        assertThat(check(ALICE, "print", PLAN)).isEqualTo(NOT_GRANTED);
    }

    @Test
    default void anOwnerIsNotAllowedWhatLiesAboveBesideOrEverywhere() {
        library();
        register(document("beside"), TOP, null);
        own(MIDDLE, ALICE);

        assertThat(check(ALICE, "read", TOP)).isEqualTo(NOT_GRANTED);
        assertThat(check(ALICE, "read", document("beside"))).isEqualTo(NOT_GRANTED);
        assertThat(check(ALICE, "read", document("unregistered"))).isEqualTo(NOT_GRANTED);
        assertThat(check(ALICE, "read")).isEqualTo(NOT_GRANTED);
        assertThat(held(ALICE)).isEmpty();
    }

    @Test
    default void ownerBundleOfTheOwnedResourcesTypeIsWhatOwnersAreAllowed() {
        library();
        permissions("undeclared", "tiergate.audit");
        bundle("editing", "write", "undeclared", "tiergate.audit");
        administration().resourceTypes().setOwnerBundle("folder", "editing");
        own(MIDDLE, ALICE);
        own(PLAN, BOB);

        // Of the folder that is owned, not of the document that is asked about.
        assertThat(check(ALICE, "write", PLAN)).isEqualTo(GRANTED);
        assertThat(check(ALICE, "undeclared", PLAN)).isEqualTo(GRANTED);
        assertThat(check(ALICE, "tiergate.audit", PLAN)).isEqualTo(GRANTED);
        assertThat(check(ALICE, "read", PLAN)).isEqualTo(NOT_GRANTED);
        assertThat(check(BOB, "read", PLAN)).isEqualTo(GRANTED);
        assertThat(check(BOB, "undeclared", PLAN)).isEqualTo(NOT_GRANTED);

        administration().bundles().remove("editing", List.of("write"));
        assertThat(check(ALICE, "write", PLAN)).isEqualTo(NOT_GRANTED);
        administration().resourceTypes().setOwnerBundle("folder", null);
        assertThat(check(ALICE, "read", PLAN)).isEqualTo(GRANTED);
        assertThat(check(ALICE, "undeclared", PLAN)).isEqualTo(NOT_GRANTED);
    }

    @Test
    default void ownersAreNotAllowedByThemselvesWhatIsNamedBelowTiergate() {
        library();
        permissions("tiergate.grant", "tiergates.grant");
        administration().resourceTypes().add("document", List.of("tiergate.grant", "tiergates.grant"));
        own(PLAN, ALICE);

        assertThat(check(ALICE, "tiergate.grant", PLAN)).isEqualTo(NOT_GRANTED);
        assertThat(check(ALICE, "tiergates.grant", PLAN)).isEqualTo(GRANTED);
    }

    @Test
    default void anApplicableDenyWinsOverOwnership() {
        library();
        own(MIDDLE, ALICE);
        grant(
                Grant.deny(ALICE, "write").on(TOP),
                Grant.deny(ALICE, "list"),
                Grant.deny(ALICE, "read").on(PLAN));

        assertThat(check(ALICE, "write", PLAN)).isEqualTo(DENIED);
        assertThat(check(ALICE, "list", PLAN)).isEqualTo(DENIED);
        assertThat(check(ALICE, "read", PLAN)).isEqualTo(DENIED);
        assertThat(check(ALICE, "read", MIDDLE)).isEqualTo(GRANTED);
    }

    @Test
    default void membersOfTheOwnerGroupAreAllowedWhileTheyAreMembers() {
        library();
        group("office", BOB);
        own(TOP, office());
        administration().groups().addMember("office", ALICE, Validity.until(NOON.plusSeconds(5)));

        assertThat(check(ALICE, "write", PLAN)).isEqualTo(GRANTED);
        clock().set(NOON.plusSeconds(5));
        assertThat(check(ALICE, "write", PLAN)).isEqualTo(NOT_GRANTED);
        assertThat(check(BOB, "write", PLAN)).isEqualTo(GRANTED);
        assertThat(check(Subject.anonymous(), "write", PLAN)).isEqualTo(NOT_GRANTED);

        administration().groups().removeMember("office", BOB);
        assertThat(check(BOB, "write", PLAN)).isEqualTo(NOT_GRANTED);
    }

    @Test
    default void ownershipEndsWithItsTransfer() {
        library();
        own(TOP, ALICE);
        assertThat(check(ALICE, "write", PLAN)).isEqualTo(GRANTED);

        own(TOP, BOB);
        assertThat(check(ALICE, "write", PLAN)).isEqualTo(NOT_GRANTED);
        assertThat(check(BOB, "write", PLAN)).isEqualTo(GRANTED);
        own(TOP, null);
        assertThat(check(BOB, "write", PLAN)).isEqualTo(NOT_GRANTED);
    }

    @Test
    default void ownershipEndsWithTheOwner() {
        library();
        group("office", BOB);
        own(TOP, ALICE);
        own(PLAN, office());
        assertThat(check(ALICE, "write", PLAN)).isEqualTo(GRANTED);
        assertThat(check(BOB, "write", PLAN)).isEqualTo(GRANTED);

        administration().subjects().delete(ALICE);
        administration().subjects().register(ALICE, "another");
        administration().groups().delete("office");
        group("office", BOB);

        assertThat(check(ALICE, "write", PLAN)).isEqualTo(NOT_GRANTED);
        assertThat(check(BOB, "write", PLAN)).isEqualTo(NOT_GRANTED);
    }

    @Test
    default void ownershipFollowsThePlace() {
        library();
        register(document("other"), null, null);
        own(TOP, ALICE);
        assertThat(check(ALICE, "write", document("other"))).isEqualTo(NOT_GRANTED);

        administration().resources().move(document("other"), MIDDLE);
        administration().resources().moveToRoot(PLAN);

        assertThat(check(ALICE, "write", document("other"))).isEqualTo(GRANTED);
        assertThat(check(ALICE, "write", PLAN)).isEqualTo(NOT_GRANTED);
    }

    @Test
    default void suspendedOwnersAndRetiredPermissionsAreOnesNoMore() {
        library();
        own(TOP, ALICE);
        administration().permissions().retire("write");
        assertThat(check(ALICE, "write", TOP)).isEqualTo(UNKNOWN_PERMISSION);
        assertThat(check(ALICE, "read", TOP)).isEqualTo(GRANTED);

        administration().subjects().suspend(ALICE);
        assertThat(check(ALICE, "read", TOP)).isEqualTo(SUBJECT_SUSPENDED);
    }

    @Test
    default void reasonsNameWhatIsOwnedAndByWhom() {
        library();
        group("office", ALICE);
        own(TOP, office());
        own(PLAN, ALICE);
        grant(Grant.allow(ALICE, "read").on(PLAN));

        List<Reason> reasons = why(ALICE, "read", PLAN);
        assertThat(reasons).hasSize(3);
        assertThat(reasons.get(0)).isInstanceOf(Reason.ByGrant.class);
        assertThat(reasons.get(1)).isInstanceOfSatisfying(Reason.ByOwnership.class, owned -> {
            assertThat(owned.owned()).isEqualTo(TOP);
            assertThat(owned.owner()).isEqualTo(office());
            assertThat(owned.membership()).isNotNull();
        });
        assertThat(reasons.get(2)).isEqualTo(new Reason.ByOwnership(PLAN, ALICE, null));
        assertThat(reasons.get(2)).hasToString("user:alice owns document:plan");
    }
}
