package io.tiergate.decision;

import static io.tiergate.decision.CachedScene.ALICE;
import static io.tiergate.decision.CachedScene.BOB;
import static io.tiergate.decision.CachedScene.statements;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.AccessRequest;
import io.tiergate.Decision.Code;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.PermissionHandle;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.SubjectAccess;
import io.tiergate.Tenant;
import io.tiergate.admin.NewResource;
import io.tiergate.decision.CachedScene.CachedNode;
import io.tiergate.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What checks about resources cost the database, counted for the thread that checks. */
class CachedResourceStatementsTest {

    private static final int LEVELS = 5;

    /** On the way down to the documents. */
    private static Resource folder(int level) {
        return Resource.of("folder", level);
    }

    private static Resource document(int number) {
        return Resource.of("document", number);
    }

    /** A path of folders with ten documents at its end; Alice may read what is in the topmost. */
    private static CachedNode library(CachedScene scene) {
        CachedNode node = scene.countedNode();
        node.administration().permissions().define("read", "");
        node.administration().permissions().define("write", "");
        node.administration().resourceTypes().define("folder", "", List.of("read", "write"));
        node.administration().resourceTypes().define("document", "", List.of("read"));
        List<NewResource> resources = new ArrayList<>();
        resources.add(NewResource.of(folder(1)));
        for (int level = 2; level < LEVELS; level++) {
            resources.add(NewResource.of(folder(level)).below(folder(level - 1)));
        }
        for (int i = 0; i < 10; i++) {
            resources.add(NewResource.of(document(i)).below(folder(LEVELS - 1)));
        }
        node.administration().resources().registerAll(resources);
        node.administration().grants().grant(Grant.allow(ALICE, "read").on(folder(1)));
        node.check(ALICE, "read");
        node.check(BOB, "read");
        return node;
    }

    private static Code check(CachedNode node, Subject subject, Resource resource) {
        return node.decisions()
                .check(new AccessRequest(Tenant.DEFAULT, subject, "read").on(resource))
                .code();
    }

    private static long statementsOf(CachedNode node, Subject subject, Resource resource, Code expected) {
        return statements(() -> assertThat(check(node, subject, resource)).isEqualTo(expected));
    }

    @ParameterizedTest
    @EnumSource
    void theFirstCheckAboutAResourceIsOneStatementAndTheNextAreNoneForWhoeverAsks(TestDatabase database) {
        try (CachedScene scene = new CachedScene(database)) {
            CachedNode node = library(scene);

            assertThat(statementsOf(node, ALICE, document(1), Code.GRANTED)).isEqualTo(1);

            PermissionHandle read = node.decisions().permission("read");
            SubjectAccess alice = node.decisions().access(Tenant.DEFAULT, ALICE);
            read.check(alice);
            assertThat(statements(() -> {
                        assertThat(check(node, ALICE, document(1))).isEqualTo(Code.GRANTED);
                        assertThat(check(node, BOB, document(1))).isEqualTo(Code.NOT_GRANTED);
                        assertThat(read.check(alice, document(1)).allowed()).isTrue();
                        assertThat(read.check(Tenant.DEFAULT, BOB, document(1)).allowed())
                                .isFalse();
                        assertThat(alice.check("write", document(1)).allowed()).isFalse();
                    }))
                    .isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aGrantOnARootIsReadOnceForAllThatLiesBelow(TestDatabase database) {
        try (CachedScene scene = new CachedScene(database)) {
            CachedNode node = library(scene);
            for (int i = 0; i < 10; i++) {
                assertThat(check(node, BOB, document(i))).isEqualTo(Code.NOT_GRANTED);
            }

            node.administration().grants().grant(Grant.allow(BOB, "read").on(folder(1)));
            node.check(BOB, "read");

            assertThat(statementsOf(node, BOB, document(0), Code.GRANTED)).isEqualTo(1);
            assertThat(statements(() -> {
                        for (int i = 0; i < 10; i++) {
                            assertThat(check(node, BOB, document(i))).isEqualTo(Code.GRANTED);
                        }
                    }))
                    .isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void grantsOnResourcesMakeNoSubjectAndNoOtherResourceBeReadAgain(TestDatabase database) {
        try (CachedScene scene = new CachedScene(database)) {
            CachedNode node = library(scene);
            node.administration()
                    .grants()
                    .grant(Grant.allow(Group.AUTHENTICATED, "read").on(document(2)));
            assertThat(check(node, ALICE, document(1))).isEqualTo(Code.GRANTED);
            assertThat(check(node, BOB, document(3))).isEqualTo(Code.NOT_GRANTED);

            node.administration().grants().grant(Grant.allow(BOB, "read").on(document(2)));
            node.administration()
                    .grants()
                    .grant(Grant.deny(Group.AUTHENTICATED, "read").on(document(4)));
            node.administration()
                    .resources()
                    .register(NewResource.of(document(99)).below(folder(2)));
            // Reads what the log has.
            node.check(BOB, "read");

            assertThat(statements(() -> {
                        node.check(ALICE, "read");
                        node.check(BOB, "read");
                        assertThat(check(node, ALICE, document(1))).isEqualTo(Code.GRANTED);
                        assertThat(check(node, BOB, document(3))).isEqualTo(Code.NOT_GRANTED);
                    }))
                    .isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsMovedIsReadAgainAndWhatStandsBesideItIsNot(TestDatabase database) {
        try (CachedScene scene = new CachedScene(database)) {
            CachedNode node = library(scene);
            assertThat(check(node, ALICE, document(1))).isEqualTo(Code.GRANTED);
            assertThat(check(node, ALICE, document(2))).isEqualTo(Code.GRANTED);

            node.administration().resources().moveToRoot(document(1));
            node.check(ALICE, "read");

            assertThat(statementsOf(node, ALICE, document(1), Code.NOT_GRANTED)).isEqualTo(1);
            assertThat(statementsOf(node, ALICE, document(1), Code.NOT_GRANTED)).isZero();
            assertThat(statementsOf(node, ALICE, document(2), Code.GRANTED)).isZero();
            node.administration().resources().moveToRoot(folder(LEVELS - 1));
            node.check(ALICE, "read");
            assertThat(statementsOf(node, ALICE, document(2), Code.NOT_GRANTED)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotRegisteredIsLookedForEachTimeUnlessThatDoesNotMatter(TestDatabase database) {
        try (CachedScene scene = new CachedScene(database)) {
            CachedNode node = library(scene);
            node.grant(ALICE, "read");
            node.administration().grants().grant(Grant.deny(BOB, "read"));
            node.check(ALICE, "read");
            node.check(BOB, "read");
            Resource unregistered = document(100);

            assertThat(statementsOf(node, ALICE, unregistered, Code.GRANTED)).isEqualTo(1);
            assertThat(statementsOf(node, ALICE, unregistered, Code.GRANTED)).isEqualTo(1);
            assertThat(statementsOf(node, BOB, unregistered, Code.DENIED)).isZero();
            assertThat(statementsOf(node, BOB, Resource.of("binder", 1), Code.UNKNOWN_RESOURCE_TYPE))
                    .isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whereMoreIsGrantedThanIsKeptTheStoreIsAskedEachTime(TestDatabase database) {
        try (CachedScene scene = new CachedScene(database)) {
            CachedNode node = library(scene);
            List<Grant> grants = new ArrayList<>();
            for (int i = 0; i < PlaceLoader.MOST_GRANTS; i++) {
                grants.add(Grant.allow(Subject.user("u" + i), "write").on(folder(1)));
            }
            node.administration().grants().grant(grants);
            node.check(ALICE, "read");
            node.check(BOB, "read");
            assertThat(check(node, ALICE, document(1))).isEqualTo(Code.GRANTED);

            // What they hold, and what holds there.
            assertThat(statementsOf(node, ALICE, document(1), Code.GRANTED)).isEqualTo(2);
            assertThat(statementsOf(node, BOB, document(1), Code.NOT_GRANTED)).isEqualTo(2);

            assertThat(node.administration().grants().revoke(grants)).isEqualTo(PlaceLoader.MOST_GRANTS);
            node.check(ALICE, "read");
            assertThat(statementsOf(node, ALICE, document(1), Code.GRANTED)).isEqualTo(1);
            assertThat(statementsOf(node, ALICE, document(1), Code.GRANTED)).isZero();
        }
    }
}
