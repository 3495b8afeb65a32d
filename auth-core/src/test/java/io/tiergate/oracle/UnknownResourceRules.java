package io.tiergate.oracle;

import static io.tiergate.Decision.Code.DENIED;
import static io.tiergate.Decision.Code.GRANTED;
import static io.tiergate.Decision.Code.NOT_GRANTED;
import static io.tiergate.Decision.Code.SUBJECT_SUSPENDED;
import static io.tiergate.Decision.Code.UNKNOWN_PERMISSION;
import static io.tiergate.Decision.Code.UNKNOWN_RESOURCE;
import static io.tiergate.Decision.Code.UNKNOWN_RESOURCE_TYPE;
import static io.tiergate.oracle.ResourceScene.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiergate.Grant;
import io.tiergate.Resource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule 6: what is asked about things that are not there. */
interface UnknownResourceRules extends ResourceScene {

    @Test
    default void aTypeThatIsNotDeclaredIsUnknown() {
        library();
        grant(Grant.allow(ALICE, "*"));
        Resource unknown = Resource.of("binder", "1");

        assertThat(check(ALICE, "read", unknown)).isEqualTo(UNKNOWN_RESOURCE_TYPE);
        assertThat(check(ALICE, "no.such", unknown)).isEqualTo(UNKNOWN_PERMISSION);
        assertThat(why(ALICE, "read", unknown)).isEmpty();
        administration().subjects().suspend(ALICE);
        assertThat(check(ALICE, "read", unknown)).isEqualTo(UNKNOWN_RESOURCE_TYPE);
        assertThat(check(ALICE, "read", PLAN)).isEqualTo(SUBJECT_SUSPENDED);
    }

    @Test
    default void forAnUnregisteredIdOfAFreeTypeGrantsEverywhereDecide() {
        library();
        Resource unregistered = document("unregistered");
        grant(Grant.allow(ALICE, "read"), Grant.deny(BOB, "*"));

        assertThat(check(ALICE, "read", unregistered)).isEqualTo(GRANTED);
        assertThat(check(ALICE, "write", unregistered)).isEqualTo(NOT_GRANTED);
        assertThat(check(BOB, "read", unregistered)).isEqualTo(DENIED);
        assertThat(why(ALICE, "read", unregistered)).hasSize(1);
    }

    @Test
    default void unregisteredIdOfABoundTypeIsUnknownToAllButTheDenied() {
        library();
        administration().resourceTypes().setBound("document", true);
        Resource unregistered = document("unregistered");
        grant(Grant.allow(ALICE, "read"), Grant.deny(BOB, "*"));

        assertThat(check(ALICE, "read", unregistered)).isEqualTo(UNKNOWN_RESOURCE);
        assertThat(check(ALICE, "write", unregistered)).isEqualTo(UNKNOWN_RESOURCE);
        assertThat(check(BOB, "read", unregistered)).isEqualTo(DENIED);
        assertThat(why(ALICE, "read", unregistered)).isEmpty();
        assertThat(check(ALICE, "read", PLAN)).isEqualTo(GRANTED);
        assertThat(check(ALICE, "write", PLAN)).isEqualTo(NOT_GRANTED);
        administration().subjects().suspend(ALICE);
        assertThat(check(ALICE, "read", unregistered)).isEqualTo(SUBJECT_SUSPENDED);
    }

    @Test
    default void aResourceIsKnownAsSoonAsItIsRegisteredAndNoLongerThanThat() {
        library();
        administration().resourceTypes().setBound("document", true);
        grant(Grant.allow(ALICE, "read"));
        Resource late = document("late");
        assertThat(check(ALICE, "read", late)).isEqualTo(UNKNOWN_RESOURCE);

        register(late, MIDDLE, BOB);
        assertThat(check(ALICE, "read", late)).isEqualTo(GRANTED);
        assertThat(check(BOB, "write", late)).isEqualTo(GRANTED);
        administration().resources().delete(late);
        assertThat(check(ALICE, "read", late)).isEqualTo(UNKNOWN_RESOURCE);
        assertThat(check(BOB, "write", late)).isEqualTo(UNKNOWN_RESOURCE);
    }

    @Test
    default void whatATransactionRegistersIsKnownInItAndIfItIsUndoneNowhere() {
        library();
        administration().resourceTypes().setBound("document", true);
        grant(Grant.allow(ALICE, "read").on(MIDDLE));
        Resource late = document("late");
        check(ALICE, "read", PLAN);

        assertThatThrownBy(() -> inOneTransaction(() -> {
                    register(late, MIDDLE, BOB);
                    assertThat(check(ALICE, "read", late)).isEqualTo(GRANTED);
                    assertThat(check(BOB, "write", late)).isEqualTo(GRANTED);
                    throw new IllegalStateException("undo");
                }))
                .hasMessage("undo");

        assertThat(check(ALICE, "read", late)).isEqualTo(UNKNOWN_RESOURCE);
        register(late, null, null);
        assertThat(check(ALICE, "read", late)).isEqualTo(NOT_GRANTED);
        assertThat(check(BOB, "write", late)).isEqualTo(NOT_GRANTED);
    }

    @Test
    default void theBranchThatIsDeletedIsNotKnownAnyMore() {
        library();
        administration().resourceTypes().setBound("document", true);
        grant(Grant.allow(ALICE, "read").on(TOP));
        assertThat(check(ALICE, "read", PLAN)).isEqualTo(GRANTED);

        administration().resources().deleteBranch(TOP);

        assertThat(check(ALICE, "read", PLAN)).isEqualTo(UNKNOWN_RESOURCE);
        assertThat(check(ALICE, "read", TOP)).isEqualTo(NOT_GRANTED);
    }

    @Test
    default void idsAreComparedCharacterByCharacter() {
        library();
        grant(Grant.allow(ALICE, "read").on(PLAN));

        for (String like : List.of("Plan", "plan ", " plan", "PLAN", "pl\u00e4n")) {
            assertThat(check(ALICE, "read", document(like))).isEqualTo(NOT_GRANTED);
        }
    }

    @Test
    default void sharedTypesAreSeenAndThoseOfOtherTenantsAreNot() {
        String type = unique("shared-type-");
        String permission = unique("shared.permission");
        shared().permissions().define(permission, "");
        shared().resourceTypes().define(type, "", List.of(permission));
        elsewhere().resourceTypes().define("hidden", "", List.of());
        Resource resource = Resource.of(type, "1");
        register(resource, null, ALICE);

        assertThat(check(ALICE, permission, resource)).isEqualTo(GRANTED);
        assertThat(check(BOB, permission, resource)).isEqualTo(NOT_GRANTED);
        assertThat(check(ALICE, permission, Resource.of("hidden", "1"))).isEqualTo(UNKNOWN_RESOURCE_TYPE);
        shared().resourceTypes().setBound(type, true);
        assertThat(check(BOB, permission, Resource.of(type, "2"))).isEqualTo(UNKNOWN_RESOURCE);
    }

    @Test
    default void resourcesAreKnownByTheNewNameOfTheirTypeOnly() {
        library();
        grant(Grant.allow(ALICE, "read").on(PLAN));
        assertThat(check(ALICE, "read", PLAN)).isEqualTo(GRANTED);

        administration().resourceTypes().rename("document", "paper");
        assertThat(check(ALICE, "read", PLAN)).isEqualTo(UNKNOWN_RESOURCE_TYPE);
        assertThat(check(ALICE, "read", Resource.of("paper", "plan"))).isEqualTo(GRANTED);

        type("document", "read");
        assertThat(check(ALICE, "read", PLAN)).isEqualTo(NOT_GRANTED);
    }
}
