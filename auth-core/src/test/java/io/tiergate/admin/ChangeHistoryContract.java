package io.tiergate.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.RecordedGrant;
import io.tiergate.Subject;
import io.tiergate.change.Change;
import io.tiergate.change.Change.Kind;
import io.tiergate.change.Change.Operation;
import io.tiergate.change.ChangeSet;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The change log as administrators read it: who changed what, when and why. */
interface ChangeHistoryContract extends AdministrationScene {

    @Test
    default void recordsActorTimeAndReason() {
        clock().set("2026-05-03T04:05:06.123456789Z");

        here().actingAs(BOB).because("ticket 4711").permissions().define("a", "");

        assertThat(last(here()).actor()).isEqualTo(BOB);
        assertThat(last(here()).at()).isEqualTo(Instant.parse("2026-05-03T04:05:06.123456Z"));
        assertThat(last(here()).reason()).isEqualTo("ticket 4711");
        assertThat(last(here()).tenant()).isEqualTo(here().tenant());
    }

    @Test
    default void recordsThatActorAndReasonAreNotKnown() {
        Administration unknown =
                Administration.of(store(), decisions(), clock(), () -> null).inTenant(here().tenant());

        unknown.grants().grant(Grant.allow(ALICE, "*"));

        assertThat(last(here()).actor()).isNull();
        assertThat(last(here()).reason()).isNull();
        assertThat(here().grants().list())
                .singleElement()
                .satisfies(recorded -> assertThat(recorded.grantedBy()).isNull());
    }

    @Test
    default void recordsAnAnonymousActor() {
        here().actingAs(Subject.anonymous()).grants().grant(Grant.allow(ALICE, "*"));

        assertThat(last(here()).actor()).isEqualTo(Subject.anonymous());
        assertThat(here().grants().list()).extracting(RecordedGrant::grantedBy).containsExactly(Subject.anonymous());
    }

    @Test
    default void asksForTheActorAtEachChange() {
        Subject[] current = {ALICE};
        Administration asking = Administration.of(store(), decisions(), clock(), () -> current[0])
                .inTenant(here().tenant());

        asking.permissions().define("a", "");
        current[0] = BOB;
        asking.permissions().define("b", "");

        assertThat(log(here())).extracting(ChangeSet::actor).endsWith(ALICE, BOB);
    }

    @Test
    default void leavesTheServiceThatAnotherIsMadeOf() {
        Administration because = here().because("reason");
        Administration acting = because.actingAs(BOB);
        Administration elsewhere = acting.inTenant(there().tenant());

        permissions("a");
        assertThat(last(here()).reason()).isNull();
        because.permissions().define("b", "");
        assertThat(last(here()).reason()).isEqualTo("reason");
        assertThat(last(here()).actor()).isEqualTo(ADMIN);
        elsewhere.permissions().define("c", "");
        assertThat(last(there()).actor()).isEqualTo(BOB);
        assertThat(last(there()).reason()).isEqualTo("reason");
        assertThat(elsewhere.tenant()).isEqualTo(there().tenant());
        assertThat(here().permissions().find("c")).isEmpty();
    }

    /** The reason of a change is not that of a grant, which has its own. */
    @Test
    default void keepsTheReasonOfAGrantApartFromThatOfTheChange() {
        permissions("a");

        here().because("nightly import").grants().grant(Grant.allow(ALICE, "a").because("is on duty"));

        assertThat(last(here()).reason()).isEqualTo("nightly import");
        assertThat(here().grants().of(ALICE).get(0).grant().reason()).isEqualTo("is on duty");
    }

    @Test
    default void makesOneChangeSetOfSeveralOperationsInOneWrite() {
        long before = revision(here());

        store().write(() -> {
            permissions("a", "b");
            here().bundles().define("clerk", "", List.of("a"));
            here().groups().define("Lisbon", "");
            here().groups().addMember("Lisbon", ALICE);
            here().grants().grant(Grant.allow(Group.of("Lisbon"), "b"));
            here().permissions().delete("a");
            return true;
        });

        assertThat(revision(here())).isEqualTo(before + 1);
        assertThat(last(here()).changes())
                .extracting(change -> change.kind() + " " + change.operation())
                .containsExactly(
                        "PERMISSION ADDED",
                        "PERMISSION ADDED",
                        "BUNDLE ADDED",
                        "BUNDLE_PERMISSION ADDED",
                        "GROUP ADDED",
                        "SUBJECT ADDED",
                        "MEMBERSHIP ADDED",
                        "GRANT ADDED",
                        "BUNDLE_PERMISSION REMOVED",
                        "PERMISSION REMOVED");
    }

    @Test
    default void makesAChangeSetForEachActorReasonAndTenantInOneWrite() {
        long before = revision(here());
        long elsewhere = revision(there());

        store().write(() -> {
            here().permissions().define("a", "");
            here().actingAs(BOB).permissions().define("b", "");
            there().permissions().define("a", "");
            here().because("reason").permissions().define("c", "");
            here().permissions().define("d", "");
            return true;
        });

        List<ChangeSet> sets = here().changesAfter(before, 10);
        assertThat(sets).extracting(ChangeSet::revision).containsExactly(before + 1, before + 2, before + 3);
        assertThat(sets)
                .extracting(set ->
                        set.actor() + " " + set.reason() + " " + set.changes().size())
                .containsExactlyInAnyOrder("user:admin null 2", "user:bob null 1", "user:admin reason 1");
        assertThat(there().changesAfter(elsewhere, 10)).hasSize(1);
    }

    @Test
    default void keepsNothingOfAWriteThatFails() {
        changesNothing(() -> assertThatThrownBy(() -> store().write(() -> {
                    permissions("a");
                    there().permissions().define("b", "");
                    here().permissions().delete("missing");
                    return true;
                }))
                .isInstanceOf(NotFoundException.class));
    }

    @Test
    default void pagesThroughTheLog() {
        long before = revision(here());
        for (String name : List.of("a", "b", "c", "d", "e")) {
            permissions(name);
        }

        assertThat(here().changesAfter(before, 2))
                .extracting(ChangeSet::revision)
                .containsExactly(before + 1, before + 2);
        assertThat(here().changesAfter(before + 2, 2))
                .extracting(ChangeSet::revision)
                .containsExactly(before + 3, before + 4);
        assertThat(here().changesAfter(before + 4, 2))
                .extracting(ChangeSet::revision)
                .containsExactly(before + 5);
        assertThat(here().changesAfter(before + 5, 2)).isEmpty();
    }

    @Test
    default void pointsAtWhatChanged() {
        permissions("a");
        here().groups().define("Lisbon", "");
        here().groups().addMember("Lisbon", ALICE);
        here().grants().grant(List.of(Grant.allow(ALICE, "a"), Grant.allow(Group.of("Lisbon"), "a")));
        List<Change> changes =
                log(here()).stream().flatMap(set -> set.changes().stream()).toList();
        Change group = only(changes, Kind.GROUP);
        Change subject = only(changes, Kind.SUBJECT);
        Change membership = only(changes, Kind.MEMBERSHIP);
        List<Change> grants =
                changes.stream().filter(change -> change.kind() == Kind.GRANT).toList();

        assertThat(group.groupId()).isEqualTo(group.objectId());
        assertThat(subject.subjectId()).isEqualTo(subject.objectId());
        assertThat(membership.subjectId()).isEqualTo(subject.objectId());
        assertThat(membership.groupId()).isEqualTo(group.objectId());
        assertThat(membership.objectId())
                .isEqualTo(here().groups().membersOf("Lisbon").get(0).id());
        assertThat(grants.get(0).subjectId()).isEqualTo(subject.objectId());
        assertThat(grants.get(0).groupId()).isNull();
        assertThat(grants.get(0).objectId())
                .isEqualTo(here().grants().of(ALICE).get(0).id());
        assertThat(grants.get(1).groupId()).isEqualTo(group.objectId());
        assertThat(grants.get(1).subjectId()).isNull();
    }

    /** Whatever a name or a text has in it, the log is JSON, and tells it as it was. */
    @Test
    default void tellsTextsAsTheyWere() {
        String awkward = "\"\\ \u0001\n\u2028 '%_ \ud83d\ude00 </script> ";
        String name = "a \"quoted\" name \ud83d\ude00";
        Subject odd = Subject.of("user", "o'hara \"\\ \ud83d\ude00 ");
        here().bundles().define(name, awkward.repeat(40), List.of());
        assertThat(AdministrationScene.json(last(here()).changes().get(0).after()))
                .containsEntry("name", name)
                .containsEntry("description", awkward.repeat(40));
        here().subjects().register(odd, awkward);
        assertThat(AdministrationScene.json(last(here()).changes().get(1).after()))
                .containsEntry("subject", odd.toString())
                .containsEntry("displayName", awkward);
        here().grants().grant(Grant.allow(odd, "*").because(awkward.repeat(40)));
        assertThat(AdministrationScene.json(last(here()).changes().get(0).after()))
                .containsEntry("reason", awkward.repeat(40));
    }

    @Test
    default void hasBeforeAndAfterWhereThereIsOne() {
        permissions("a");
        here().permissions().describe("a", "text");
        here().permissions().delete("a");

        assertThat(log(here()).stream().flatMap(set -> set.changes().stream())).allSatisfy(change -> {
            assertThat(change.before() == null).isEqualTo(change.operation() == Operation.ADDED);
            assertThat(change.after() == null).isEqualTo(change.operation() == Operation.REMOVED);
        });
    }

    private static Change only(List<Change> changes, Kind kind) {
        List<Change> found =
                changes.stream().filter(change -> change.kind() == kind).toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
