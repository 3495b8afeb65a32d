package io.tiergate.decision;

import static io.tiergate.decision.CachedScene.ALICE;
import static io.tiergate.decision.CachedScene.BOB;
import static io.tiergate.decision.CachedScene.statements;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.PermissionHandle;
import io.tiergate.Subject;
import io.tiergate.SubjectAccess;
import io.tiergate.Tenant;
import io.tiergate.What;
import io.tiergate.decision.CachedScene.CachedNode;
import io.tiergate.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What checks from memory cost the database, counted for the thread that checks. */
class CachedStatementsTest {

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void theFirstCheckOfASubjectIsOneStatementWhateverItHoldsAndTheNextAreNone(TestDatabase database) {
        try (CachedScene scene = new CachedScene(database)) {
            CachedNode node = scene.countedNode();
            for (int i = 0; i < 20; i++) {
                node.administration().permissions().define("invoice.p" + i, "");
                node.administration().bundles().define("bundle " + i, "", List.of("invoice.p" + i));
                node.administration().groups().define("group " + i, "");
                node.administration().groups().addMember("group " + i, ALICE);
                node.administration().grants().grant(Grant.allow(Group.of("group " + i), What.bundle("bundle " + i)));
                node.grant(ALICE, "invoice.p" + i);
            }
            node.check(BOB, "invoice.p1");

            assertThat(statements(
                            () -> assertThat(node.allows(ALICE, "invoice.p19")).isTrue()))
                    .isEqualTo(1);
            assertThat(statements(() -> {
                        assertThat(node.allows(ALICE, "invoice.p7")).isTrue();
                        assertThat(node.allows(ALICE, "no.such")).isFalse();
                        assertThat(node.allows(BOB, "invoice.p7")).isFalse();
                        assertThat(handle(node, "invoice.p7")
                                        .check(Tenant.DEFAULT, ALICE)
                                        .allowed())
                                .isTrue();
                    }))
                    .isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whoIsNotKnownToTheStoreIsReadOnceToo(TestDatabase database) {
        try (CachedScene scene = new CachedScene(database)) {
            CachedNode node = scene.countedNode();
            node.administration().permissions().define("entry", "");
            node.check(BOB, "entry");

            assertThat(statements(() -> node.check(Subject.user("stranger"), "entry")))
                    .isEqualTo(1);
            assertThat(statements(() -> node.check(Subject.user("stranger"), "entry")))
                    .isZero();

            node.grant(Subject.user("stranger"), "entry");
            assertThat(node.allows(Subject.user("stranger"), "entry")).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whoIsReadNewerThanTheNodeHasHeardIsReadOnceAndKept(TestDatabase database) {
        try (CachedScene scene = new CachedScene(database)) {
            CachedNode writer = scene.nodeWith("entry");
            CachedNode node = scene.countedNode();
            assertThat(node.allows(BOB, "entry")).isFalse();
            // The first look, which a node takes when it begins, is over.
            node.decisions().refresh();
            writer.grant(ALICE, "entry");

            // What she holds, where the log has come to, and what is in it.
            assertThat(statements(() -> assertThat(node.allows(ALICE, "entry")).isTrue()))
                    .isEqualTo(3);
            assertThat(statements(() -> assertThat(node.allows(ALICE, "entry")).isTrue()))
                    .isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aChangeOfOneSubjectMakesNobodyElseBeReadAgain(TestDatabase database) {
        try (CachedScene scene = new CachedScene(database)) {
            CachedNode node = scene.countedNode();
            node.administration().permissions().define("entry", "");
            node.grant(ALICE, "entry");
            node.grant(BOB, "entry");
            assertThat(node.allows(ALICE, "entry")).isTrue();
            assertThat(node.allows(BOB, "entry")).isTrue();

            node.revoke(BOB, "entry");

            // Where the log has come to, and what is in it, unless the feed has been faster.
            assertThat(statements(() -> assertThat(node.allows(ALICE, "entry")).isTrue()))
                    .isIn(0L, 2L);
            assertThat(statements(() -> assertThat(node.allows(BOB, "entry")).isFalse()))
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aChangeOfAGroupMakesNoMemberBeReadAgain(TestDatabase database) {
        try (CachedScene scene = new CachedScene(database)) {
            CachedNode node = scene.countedNode();
            node.administration().permissions().define("entry", "");
            node.administration().groups().define("office", "");
            node.administration().groups().addMembers("office", List.of(ALICE, BOB));
            assertThat(node.allows(ALICE, "entry")).isFalse();
            assertThat(node.allows(BOB, "entry")).isFalse();

            node.administration().grants().grant(Grant.allow(Group.of("office"), "entry"));
            assertThat(node.allows(ALICE, "entry")).isTrue();

            assertThat(statements(() -> assertThat(node.allows(BOB, "entry")).isTrue()))
                    .isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void anAccessThatRidesAlongFeelsChangesAndIsNotReadAgainForOthers(TestDatabase database) {
        try (CachedScene scene = new CachedScene(database)) {
            CachedNode node = scene.countedNode();
            node.administration().permissions().define("entry", "");
            PermissionHandle entry = handle(node, "entry");
            PermissionHandle later = handle(node, "declared.later");
            SubjectAccess alice = node.decisions().access(Tenant.DEFAULT, ALICE);
            assertThat(entry.check(alice).allowed()).isFalse();

            node.grant(ALICE, "entry");
            assertThat(entry.check(alice).allowed()).isTrue();
            node.administration().permissions().define("declared.later", "");
            node.grant(ALICE, "declared.later");
            assertThat(later.check(alice).allowed()).isTrue();

            assertThat(statements(() -> {
                        assertThat(entry.check(alice).allowed()).isTrue();
                        assertThat(alice.check("entry").allowed()).isTrue();
                    }))
                    .isZero();

            node.administration().subjects().suspend(ALICE);
            assertThat(entry.check(alice).allowed()).isFalse();
        }
    }

    private static PermissionHandle handle(CachedNode node, String permission) {
        return node.decisions().permission(permission);
    }
}
