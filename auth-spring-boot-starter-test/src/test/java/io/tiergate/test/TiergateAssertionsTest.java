package io.tiergate.test;

import static io.tiergate.Subject.user;
import static io.tiergate.test.TiergateAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiergate.Decision.Code;
import io.tiergate.DecisionPoint;
import io.tiergate.Explanation;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Tenant;
import io.tiergate.security.Access;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds passes, and what does not says who, what, where, why, and what would have been needed. */
class TiergateAssertionsTest {

    private final TestTiergate tiergate = TestTiergate.inMemory();

    @BeforeEach
    void grant() {
        tiergate.clock().set(Instant.parse("2026-11-21T12:00:00Z"));
        tiergate.grant(Grant.allow(user("alice"), "invoice.read").because("ticket 4711"));
        tiergate.grant("mallory", "invoice.read").deny(Group.EVERYONE, "invoice.delete");
        tiergate.administration().groups().define("Lisbon office", "");
        tiergate.administration().groups().addMember("Lisbon office", user("eve"));
        tiergate.deny(Group.of("Lisbon office"), "invoice.*");
        tiergate.administration().subjects().suspend(user("mallory"));
    }

    @Test
    void whatHoldsPasses() {
        assertThat(tiergate.access("alice"))
                .allows("invoice.read")
                .denies("invoice.delete", "never.heard.of")
                .deniesBecause(Code.DENIED, "invoice.delete")
                .deniesBecause(Code.UNKNOWN_PERMISSION, "never.heard.of")
                .explaining("invoice.read")
                .isAllowed()
                .isDecidedBy(Grant.allow(user("alice"), "invoice.read"));
        assertThat(tiergate.decisions())
                .inTenant(Tenant.DEFAULT)
                .subject(user("mallory"))
                .deniesBecause(Code.SUBJECT_SUSPENDED, "invoice.read");
        assertThat(tiergate.access("alice").check("invoice.read")).isAllowed();
        assertThat(tiergate.access("bob").check("invoice.read")).isDenied().isDeniedBecause(Code.NOT_GRANTED);
        assertThat(tiergate.access("bob").explain("invoice.read")).isDenied().isDeniedBecause(Code.NOT_GRANTED);
    }

    @Test
    void whatIsNotGrantedSaysWhatIsNeeded() {
        fails(() -> assertThat(tiergate.access("bob")).allows("invoice.read"), """
                Expected that user:bob may 'invoice.read' in tenant default, but it is NOT_GRANTED: nothing that is granted applies.
                Needed: an ALLOW of 'invoice.read', of a wildcard that covers it or of a bundle that contains it, to user:bob or \
                to a group that they are in; valid now.""");
    }

    @Test
    void whatIsDeniedNamesTheDenials() {
        fails(() -> assertThat(tiergate.decisions()).user("eve").allows("invoice.read"), """
                Expected that user:eve may 'invoice.read' in tenant default, but it is DENIED: a DENY applies, which wins, by
                  DENY invoice.* to group 'Lisbon office' (by unknown at 2026-11-21T12:00:00Z), as user:eve is in group 'Lisbon office'
                Needed: that no DENY applies, whatever is allowed besides.""");
    }

    @Test
    void whatIsUnknownSaysHowItIsDeclared() {
        fails(() -> assertThat(tiergate.access("alice")).allows("invoice.raed"), """
                Expected that user:alice may 'invoice.raed' in tenant default, but it is UNKNOWN_PERMISSION: the catalogue does not \
                have it, or it is retired.
                Needed: that 'invoice.raed' is declared, by a PermissionCatalogue bean or with \
                administration.permissions().define(…), and not retired; and an ALLOW.""");
    }

    @Test
    void whoIsSuspendedSaysHowTheyAreReinstated() {
        fails(
                () -> assertThat(tiergate.access("mallory").explain("invoice.read"))
                        .isAllowed(),
                """
                Expected that user:mallory may 'invoice.read' in tenant default, but it is SUBJECT_SUSPENDED: the subject is \
                suspended.
                Needed: that the subject is reinstated, with administration.subjects().reinstate(…).""");
    }

    @Test
    void whatIsAllowedNamesTheGrants() {
        fails(() -> assertThat(tiergate.access("alice")).denies("invoice.read"), """
                Expected that user:alice may not 'invoice.read' in tenant default, but it is GRANTED: an ALLOW applies, and no \
                DENY, by
                  ALLOW invoice.read to user:alice (by unknown at 2026-11-21T12:00:00Z, because 'ticket 4711')
                Needed: that each ALLOW is revoked, or a DENY, which wins.""");
    }

    @Test
    void anotherReasonIsSaid() {
        fails(() -> assertThat(tiergate.access("bob")).deniesBecause(Code.DENIED, "invoice.read"), """
                Expected that user:bob may not 'invoice.read' in tenant default because of DENIED, but it is NOT_GRANTED: nothing \
                that is granted applies.""");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThat(tiergate.access("bob")).deniesBecause(Code.GRANTED, "invoice.read"))
                .withMessage("GRANTED is no reason of a denial. Assert that it is allowed instead.");
    }

    @Test
    void anotherGrantIsSaid() {
        Explanation why = tiergate.access("alice").explain("invoice.read");

        fails(() -> assertThat(why).isDecidedBy(Grant.allow(Group.EVERYONE, "invoice.read")), """
                Expected that the grant ALLOW invoice.read to group 'everyone' decides whether user:alice may 'invoice.read' in \
                tenant default, but it is GRANTED: an ALLOW applies, and no DENY, by
                  ALLOW invoice.read to user:alice (by unknown at 2026-11-21T12:00:00Z, because 'ticket 4711')""");
    }

    @Test
    void aDecisionAloneSaysItsCodeAndHowMoreIsSaid() {
        String hint = ". Assert on an explanation, which names who, what and the grants: decisions.explain(request).";
        Access bob = tiergate.access("bob");

        fails(
                () -> assertThat(bob.check("invoice.read")).isAllowed(),
                "Expected that the decision allows, but it is NOT_GRANTED: nothing that is granted applies" + hint);
        fails(
                () -> assertThat(tiergate.access("alice").check("invoice.read")).isDenied(),
                "Expected that the decision denies, but it is GRANTED: an ALLOW applies, and no DENY" + hint);
        fails(
                () -> assertThat(bob.check("invoice.read")).isDeniedBecause(Code.DENIED),
                "Expected that the decision denies because of DENIED, but it is NOT_GRANTED: nothing that is granted applies"
                        + hint);
    }

    @Test
    void theTenantIsSaid() {
        TestTiergate acme = tiergate.inTenant(Tenant.of("acme")).declare("invoice.read");

        assertThatThrownBy(() -> assertThat(acme.decisions())
                        .inTenant(Tenant.of("acme"))
                        .user("alice")
                        .allows("invoice.read"))
                .hasMessageStartingWith(
                        "Expected that user:alice may 'invoice.read' in tenant acme, but it is NOT_GRANTED");
    }

    @Test
    void aDescriptionComesFirst() {
        assertThatThrownBy(() ->
                        assertThat(tiergate.access("bob")).as("100% of clerks").allows("invoice.read"))
                .hasMessageStartingWith("[100% of clerks] Expected that user:bob may 'invoice.read'");
        assertThatThrownBy(() -> assertThat(tiergate.decisions())
                        .as("clerks")
                        .user("bob")
                        .allows("invoice.read"))
                .hasMessageStartingWith("[clerks] Expected that user:bob may 'invoice.read'");
    }

    @Test
    void aPercentSignIsOne() {
        fails(
                () -> assertThat(tiergate.access("100%s"))
                        .denies("never.heard.of")
                        .allows("never.%d"),
                """
                Expected that user:100%s may 'never.%d' in tenant default, but it is UNKNOWN_PERMISSION: the catalogue does not have \
                it, or it is retired.
                Needed: that 'never.%d' is declared, by a PermissionCatalogue bean or with \
                administration.permissions().define(…), and not retired; and an ALLOW.""");
    }

    @Test
    void nothingIsNoDecision() {
        assertThatThrownBy(() -> assertThat((DecisionPoint) null).user("bob")).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertThat((Explanation) null).isDenied()).isInstanceOf(AssertionError.class);
    }

    private static void fails(ThrowingCallable assertion, String message) {
        assertThatThrownBy(assertion).isInstanceOf(AssertionError.class).hasMessage(message);
    }
}
