package io.tiergate.decision;

import static io.tiergate.decision.CachedScene.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.AccessRequest;
import io.tiergate.Decision.Code;
import io.tiergate.DecisionUnavailableException;
import io.tiergate.Grant;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.admin.NewResource;
import io.tiergate.decision.CachedScene.CachedNode;
import io.tiergate.testing.TestDatabase;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** What a transaction is answered about resources that it or others register while it runs: a DENY above is never missed. */
@Timeout(60)
class ResourcesInTransactionsTest {

    private static final Resource FOLDER = Resource.of("folder", "f");
    private static final Resource DOCUMENT = Resource.of("document", 9);
    private static final String READ = "document.read";

    static Stream<Arguments> isolations() {
        return EnumSet.allOf(TestDatabase.class).stream()
                .flatMap(database -> Stream.of(
                        Arguments.of(database, TransactionDefinition.ISOLATION_READ_COMMITTED),
                        Arguments.of(database, TransactionDefinition.ISOLATION_REPEATABLE_READ)));
    }

    /** Everywhere allowed, and denied on the folder; for a type that is not bound everywhere decides about what is unknown. */
    private static CachedNode denyingNode(CachedScene scene) {
        CachedNode node = scene.nodeWith(READ);
        node.administration().resourceTypes().define("folder", "", List.of(READ));
        node.administration().resourceTypes().define("document", "", List.of(READ));
        node.administration().resources().register(FOLDER);
        node.grant(BOB, READ);
        node.administration().grants().grant(Grant.deny(BOB, READ).on(FOLDER));
        return node;
    }

    private static TransactionTemplate at(CachedNode node, int isolation) {
        TransactionTemplate transaction = new TransactionTemplate(node.host().transactionManager());
        transaction.setIsolationLevel(isolation);
        return transaction;
    }

    /** A snapshot of all tables, also on a database that takes it one by one. */
    private static void takeSnapshot(CachedNode node) {
        new JdbcTemplate(node.host().dataSource())
                .queryForList("select count(*) from tiergate_resource, tiergate_revision, tiergate_grant");
    }

    private static void elsewhere(Runnable work) {
        CompletableFuture.runAsync(work).join();
    }

    private static void register(CachedNode node) {
        node.administration().resources().register(NewResource.of(DOCUMENT).below(FOLDER));
    }

    private static Code check(CachedNode node) {
        return node.decisions()
                .check(new AccessRequest(Tenant.DEFAULT, BOB, READ).on(DOCUMENT))
                .code();
    }

    private static Code explain(CachedNode node) {
        return node.decisions()
                .explain(new AccessRequest(Tenant.DEFAULT, BOB, READ).on(DOCUMENT))
                .decision()
                .code();
    }

    @ParameterizedTest
    @MethodSource("isolations")
    void whatOthersHaveRegisteredSinceIsKnown(TestDatabase database, int isolation) {
        try (CachedScene scene = new CachedScene(database)) {
            CachedNode node = denyingNode(scene);

            at(node, isolation).executeWithoutResult(status -> {
                takeSnapshot(node);
                elsewhere(() -> register(node));

                assertThat(explain(node)).isEqualTo(Code.DENIED);
                assertThat(check(node)).isEqualTo(Code.DENIED);
            });
        }
    }

    @ParameterizedTest
    @MethodSource("isolations")
    void whatATransactionHasRegisteredIsKnownInItThoughOthersHaveChangedSomething(
            TestDatabase database, int isolation) {
        try (CachedScene scene = new CachedScene(database)) {
            CachedNode node = denyingNode(scene);

            at(node, isolation).executeWithoutResult(status -> {
                takeSnapshot(node);
                register(node);
                elsewhere(() -> node.grant(Subject.user("carol"), READ));

                assertThat(answers(node)).isSubsetOf("DENIED", "unavailable");
                status.setRollbackOnly();
            });

            assertThat(check(node)).as("registered nowhere").isEqualTo(Code.GRANTED);
        }
    }

    /** At least it cannot know: its snapshot may be older than what others have revoked. */
    private static List<String> answers(CachedNode node) {
        return List.of(answer(() -> check(node)), answer(() -> explain(node)));
    }

    private static String answer(Supplier<Code> question) {
        try {
            return question.get().name();
        } catch (DecisionUnavailableException unavailable) {
            return "unavailable";
        }
    }
}
