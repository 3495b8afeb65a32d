package io.tiergate.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.RecordedGrant;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.What;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What can be granted on resources, and how it is taken back. */
interface GrantsOnResourcesContract extends AdministrationScene {

    Subject OWN = Subject.user("own");
    Resource FOLDER = Resource.of("folder", 1);
    Resource PAPER = Resource.of("paper", 1);

    private void things() {
        permissions("doc.read", "doc.write", "other");
        here().resourceTypes().define("folder", "", List.of("doc.read", "doc.write"));
        here().resourceTypes().define("paper", "", List.of("doc.read"));
        here().resources().register(FOLDER);
        here().resources().register(NewResource.of(PAPER).below(FOLDER));
    }

    @Test
    default void grantsOnAResourceWhatItsTypeHasSomethingOf() {
        things();
        here().bundles().define("readers", "", List.of("doc.read", "other"));
        here().groups().define("Lisbon", "");
        List<Grant> grants = List.of(
                Grant.allow(OWN, "doc.read").on(PAPER),
                Grant.deny(OWN, "doc.*").on(PAPER),
                Grant.allow(Group.of("Lisbon"), "*").on(PAPER),
                Grant.allow(Group.EVERYONE, What.bundle("readers")).on(PAPER));

        assertThat(here().grants().grant(grants)).isEqualTo(4);

        assertThat(here().grants().on(PAPER)).extracting(RecordedGrant::grant).containsExactlyElementsOf(grants);
        assertThat(here().grants().on(FOLDER)).isEmpty();
        changesNothing(() -> assertThat(here().grants().grant(grants)).isZero());
    }

    @Test
    default void refusesWhatTheTypeOfTheResourceHasNothingOf() {
        things();
        here().bundles().define("writers", "", List.of("doc.write"));
        here().bundles().define("empty", "", List.of());

        assertThatThrownBy(() ->
                        here().grants().grant(Grant.allow(OWN, "doc.write").on(PAPER)))
                .isExactlyInstanceOf(RefusedException.class)
                .hasMessage("The permission 'doc.write' is not declared for the resource type 'paper', so it cannot be"
                        + " granted on 'paper:1'. The type has 'doc.read'. Declare for it what is to be granted there,"
                        + " also for what lies below it.");
        refused(
                RefusedException.class,
                () -> here().grants().grant(Grant.deny(OWN, "doc.write").on(PAPER)));
        assertThatThrownBy(() ->
                        here().grants().grant(Grant.allow(OWN, "doc.read.*").on(FOLDER)))
                .isExactlyInstanceOf(RefusedException.class)
                .hasMessageStartingWith("The wildcard 'doc.read.*' covers no permission of the resource type 'folder'")
                .hasMessageContaining("The type has 'doc.read', 'doc.write'.");
        assertThatThrownBy(() -> here().grants()
                        .grant(Grant.allow(OWN, What.bundle("writers")).on(PAPER)))
                .isExactlyInstanceOf(RefusedException.class)
                .hasMessageStartingWith("The bundle 'writers' contains no permission of the resource type 'paper'");
        refused(
                RefusedException.class,
                () -> here().grants()
                        .grant(Grant.allow(OWN, What.bundle("empty")).on(PAPER)));
        here().resourceTypes().remove("paper", List.of("doc.read"));
        assertThatThrownBy(
                        () -> here().grants().grant(Grant.allow(OWN, "doc.read").on(PAPER)))
                .hasMessageContaining("The type has no permissions.");
        assertThat(here().grants().on(PAPER)).isEmpty();
    }

    @Test
    default void refusesWhatIsNotThere() {
        things();

        assertThatThrownBy(
                        () -> here().grants().grant(Grant.allow(OWN, "doc.read").on(Resource.of("paper", "2"))))
                .isExactlyInstanceOf(NotFoundException.class)
                .hasMessageStartingWith("There is no resource 'paper:2' in tenant '" + here().tenant() + "'.");
        assertThatThrownBy(
                        () -> here().grants().grant(Grant.allow(OWN, "doc.read").on(Resource.of("papers", "1"))))
                .isExactlyInstanceOf(NotFoundException.class)
                .hasMessageStartingWith("There is no resource type 'papers' in tenant '" + here().tenant() + "'.");
        refused(
                NotFoundException.class,
                () -> here().grants().revoke(Grant.allow(OWN, "doc.read").on(Resource.of("paper", "2"))));
        refused(NotFoundException.class, () -> here().grants().on(Resource.of("paper", "2")));
        there().permissions().define("doc.read", "");
        refused(
                NotFoundException.class,
                () -> there().grants().grant(Grant.allow(OWN, "doc.read").on(PAPER)));
        here().permissions().retire("doc.read");
        refused(
                RefusedException.class,
                () -> here().grants().grant(Grant.allow(OWN, "doc.read").on(PAPER)));
        refused(
                RefusedException.class,
                () -> shared().grants().grant(Grant.allow(OWN, "doc.read").on(PAPER)));
    }

    @Test
    default void theSameElsewhereIsAnotherGrant() {
        things();
        Grant everywhere = Grant.allow(OWN, "doc.read");
        assertThat(here().grants().grant(List.of(everywhere, everywhere.on(FOLDER), everywhere.on(PAPER))))
                .isEqualTo(3);

        assertThat(here().grants().revoke(everywhere)).isEqualTo(1);
        assertThat(here().grants().of(OWN))
                .extracting(RecordedGrant::grant)
                .containsExactly(everywhere.on(FOLDER), everywhere.on(PAPER));
        assertThat(here().grants().revoke(everywhere.on(FOLDER))).isEqualTo(1);
        assertThat(here().grants().revoke(everywhere.on(FOLDER))).isZero();
        assertThat(here().grants().revoke(everywhere.on(PAPER).until(Instant.parse("2030-01-01T00:00:00Z"))))
                .isZero();
        assertThat(here().grants().list()).extracting(RecordedGrant::grant).containsExactly(everywhere.on(PAPER));
        assertThat(here().grants().revokeAll(OWN)).isEqualTo(1);
    }

    @Test
    default void replacesWhatIsHeldEverywhereAndOnResourcesAlike() {
        things();
        Grant kept = Grant.allow(OWN, "doc.read").on(PAPER);
        here().grants()
                .grant(List.of(
                        kept,
                        Grant.allow(OWN, "doc.read"),
                        Grant.allow(OWN, "*").on(FOLDER)));

        here().grants()
                .replaceAll(OWN, List.of(kept, Grant.deny(OWN, "doc.read").on(FOLDER)));

        assertThat(here().grants().of(OWN))
                .extracting(RecordedGrant::grant)
                .containsExactly(kept, Grant.deny(OWN, "doc.read").on(FOLDER));
    }

    @Test
    default void grantsOnAResourceStayWhereItIsMovedAndGoWithIt() {
        things();
        here().grants()
                .grant(List.of(
                        Grant.allow(OWN, "doc.read").on(PAPER),
                        Grant.allow(OWN, "doc.read").on(FOLDER)));

        here().resources().moveToRoot(PAPER);
        assertThat(here().grants().on(PAPER)).hasSize(1);
        here().resources().delete(PAPER);

        assertThat(here().grants().of(OWN))
                .extracting(RecordedGrant::grant)
                .containsExactly(Grant.allow(OWN, "doc.read").on(FOLDER));
    }

    @Test
    default void theLogSaysOnWhatAGrantIs() {
        things();
        here().subjects().register(OWN, "");
        here().grants().grant(Grant.allow(OWN, "doc.read").on(PAPER));

        assertThat(lastChanges(here()))
                .containsExactly(
                        "GRANT ADDED -> {effect=ALLOW, permission=doc.read, resource=paper:1, subject=user:own}");
        assertThat(last(here()).changes()).singleElement().satisfies(change -> {
            assertThat(change.resourceId()).isNotNull();
            assertThat(change.definitional()).isFalse();
        });
        here().grants().revoke(Grant.allow(OWN, "doc.read").on(PAPER));
        assertThat(lastChanges(here()))
                .containsExactly(
                        "GRANT REMOVED {effect=ALLOW, permission=doc.read, resource=paper:1, subject=user:own}");
        assertThat(last(here()).changes().get(0).resourceId()).isNotNull();
    }
}
