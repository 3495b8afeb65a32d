package io.tiergate.oracle;

import static io.tiergate.Decision.Code.DENIED;
import static io.tiergate.Decision.Code.GRANTED;
import static io.tiergate.Decision.Code.NOT_GRANTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.AccessRequest;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Validity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule 2: valid means from ≤ now &lt; until, in UTC microseconds, with one clock reading per question. */
interface ValidityRules extends Rules {

    Instant FROM = Instant.parse("2026-05-04T13:14:15.123456Z");
    Instant UNTIL = Instant.parse("2026-05-04T13:14:15.123459Z");

    @Test
    default void validFromInclusiveUntilExclusiveInMicroseconds() {
        permissions("invoice.approve");
        grant(Grant.allow(ALICE, "invoice.approve").from(FROM).until(UNTIL));

        assertThat(checkAt(FROM.minus(1, ChronoUnit.MICROS), ALICE, "invoice.approve"))
                .isEqualTo(NOT_GRANTED);
        assertThat(checkAt(FROM, ALICE, "invoice.approve")).isEqualTo(GRANTED);
        assertThat(checkAt(UNTIL.minus(1, ChronoUnit.MICROS), ALICE, "invoice.approve"))
                .isEqualTo(GRANTED);
        assertThat(checkAt(UNTIL, ALICE, "invoice.approve")).isEqualTo(NOT_GRANTED);
    }

    @Test
    default void finerDigitsThanMicrosecondsAreCutOff() {
        permissions("invoice.approve");
        grant(Grant.allow(ALICE, "invoice.approve").from(FROM.plusNanos(900)).until(UNTIL.plusNanos(900)));

        assertThat(checkAt(FROM.minusNanos(1), ALICE, "invoice.approve")).isEqualTo(NOT_GRANTED);
        assertThat(checkAt(FROM, ALICE, "invoice.approve")).isEqualTo(GRANTED);
        assertThat(checkAt(UNTIL.minusNanos(1), ALICE, "invoice.approve")).isEqualTo(GRANTED);
        assertThat(checkAt(UNTIL, ALICE, "invoice.approve")).isEqualTo(NOT_GRANTED);
    }

    @Test
    default void theShortestValidityIsOneMicrosecond() {
        permissions("invoice.approve");
        grant(Grant.allow(ALICE, "invoice.approve").from(FROM).until(FROM.plus(1, ChronoUnit.MICROS)));

        assertThat(checkAt(FROM.minusNanos(1), ALICE, "invoice.approve")).isEqualTo(NOT_GRANTED);
        assertThat(checkAt(FROM.plusNanos(999), ALICE, "invoice.approve")).isEqualTo(GRANTED);
        assertThat(checkAt(FROM.plusNanos(1_000), ALICE, "invoice.approve")).isEqualTo(NOT_GRANTED);
    }

    @Test
    default void aBoundMayBeMissing() {
        permissions("from.then", "until.then");
        grant(
                Grant.allow(ALICE, "from.then").from(FROM),
                Grant.allow(ALICE, "until.then").until(FROM));

        clock().set(FROM.minusNanos(1));
        assertThat(held(ALICE)).containsExactly("until.then");
        clock().set(FROM);
        assertThat(held(ALICE)).containsExactly("from.then");
    }

    @Test
    default void theFirstAndTheLastYearAreBoundsLikeOthers() {
        permissions("since.ever", "for.ever", "before.epoch");
        Instant first = Instant.parse("0001-01-01T00:00:00Z");
        Instant last = Instant.parse("9999-12-31T23:59:59.999999Z");
        Instant beforeEpoch = Instant.parse("1969-12-31T23:59:59.999999Z");
        grant(
                Grant.allow(ALICE, "since.ever").from(first),
                Grant.allow(ALICE, "for.ever").until(last),
                Grant.allow(ALICE, "before.epoch").from(beforeEpoch).until(beforeEpoch.plus(1, ChronoUnit.MICROS)));

        assertThat(held(ALICE)).containsExactly("for.ever", "since.ever");
        clock().set(last);
        assertThat(held(ALICE)).containsExactly("since.ever");
        clock().set(beforeEpoch);
        assertThat(held(ALICE)).containsExactly("before.epoch", "for.ever", "since.ever");
        clock().set(beforeEpoch.minusNanos(1));
        assertThat(held(ALICE)).containsExactly("for.ever", "since.ever");
    }

    @Test
    default void aMembershipOutsideItsValidityLeadsNowhere() {
        permissions("invoice.approve");
        group("office");
        administration().groups().addMember("office", ALICE, Validity.between(FROM, UNTIL));
        grant(Grant.allow(office(), "invoice.approve"));

        assertThat(checkAt(FROM.minusNanos(1), ALICE, "invoice.approve")).isEqualTo(NOT_GRANTED);
        assertThat(checkAt(FROM, ALICE, "invoice.approve")).isEqualTo(GRANTED);
        assertThat(checkAt(UNTIL.minusNanos(1), ALICE, "invoice.approve")).isEqualTo(GRANTED);
        assertThat(checkAt(UNTIL, ALICE, "invoice.approve")).isEqualTo(NOT_GRANTED);
    }

    @Test
    default void theGrantAndTheMembershipThatLeadsToItMustBothBeValid() {
        permissions("invoice.approve");
        group("office");
        administration().groups().addMember("office", ALICE, Validity.until(UNTIL));
        grant(Grant.allow(office(), "invoice.approve").from(FROM));

        assertThat(checkAt(FROM.minusNanos(1), ALICE, "invoice.approve")).isEqualTo(NOT_GRANTED);
        assertThat(checkAt(FROM, ALICE, "invoice.approve")).isEqualTo(GRANTED);
        assertThat(checkAt(UNTIL, ALICE, "invoice.approve")).isEqualTo(NOT_GRANTED);
    }

    @Test
    default void oneOfSeveralMembershipsInAGroupIsEnough() {
        permissions("invoice.approve");
        group("office");
        administration().groups().addMember("office", ALICE, Validity.until(FROM));
        administration().groups().addMember("office", ALICE, Validity.from(UNTIL));
        grant(Grant.allow(office(), "invoice.approve"));

        assertThat(checkAt(FROM.minusNanos(1), ALICE, "invoice.approve")).isEqualTo(GRANTED);
        assertThat(checkAt(FROM, ALICE, "invoice.approve")).isEqualTo(NOT_GRANTED);
        assertThat(checkAt(UNTIL, ALICE, "invoice.approve")).isEqualTo(GRANTED);
    }

    @Test
    default void aDenyOutsideItsValidityDoesNotApply() {
        permissions("invoice.approve");
        grant(
                Grant.allow(ALICE, "invoice.approve"),
                Grant.deny(ALICE, "invoice.approve").from(FROM).until(UNTIL));

        assertThat(checkAt(FROM.minusNanos(1), ALICE, "invoice.approve")).isEqualTo(GRANTED);
        assertThat(checkAt(FROM, ALICE, "invoice.approve")).isEqualTo(DENIED);
        assertThat(checkAt(UNTIL, ALICE, "invoice.approve")).isEqualTo(GRANTED);
    }

    @Test
    default void aGrantToABuiltInGroupHasItsTimeToo() {
        permissions("invoice.read");
        grant(Grant.allow(Group.EVERYONE, "invoice.read").until(UNTIL));

        clock().set(UNTIL.minusNanos(1));
        assertThat(holders("invoice.read")).containsExactly(Group.EVERYONE);
        clock().set(UNTIL);
        assertThat(holders("invoice.read")).isEmpty();
        assertThat(check(ALICE, "invoice.read")).isEqualTo(NOT_GRANTED);
    }

    @Test
    default void whatIsValidFollowsTheClockOfTheQuestionAlsoBackwards() {
        permissions("invoice.approve");
        group("office");
        administration().groups().addMember("office", ALICE, Validity.from(FROM));
        grant(Grant.allow(office(), "invoice.approve").until(UNTIL));

        for (int i = 0; i < 2; i++) {
            assertThat(checkAt(UNTIL, ALICE, "invoice.approve")).isEqualTo(NOT_GRANTED);
            assertThat(checkAt(FROM, ALICE, "invoice.approve")).isEqualTo(GRANTED);
            assertThat(checkAt(FROM.minusNanos(1), ALICE, "invoice.approve")).isEqualTo(NOT_GRANTED);
        }
    }

    @Test
    default void aQuestionReadsTheClockOnce() {
        permissions("invoice.approve", "invoice.read");
        group("office", ALICE, BOB);
        grant(
                Grant.allow(ALICE, "*").until(UNTIL),
                Grant.allow(office(), "invoice.*").from(FROM));
        AccessRequest request = new AccessRequest(tenant(), ALICE, "invoice.approve");

        for (Runnable question : List.<Runnable>of(
                () -> decisions().check(request),
                () -> decisions().explain(request),
                () -> decisions().permissionsOf(tenant(), ALICE),
                () -> decisions().holdersOf(tenant(), "invoice.approve"))) {
            int before = clock().readings();
            question.run();
            assertThat(clock().readings() - before).isOne();
        }
    }
}
