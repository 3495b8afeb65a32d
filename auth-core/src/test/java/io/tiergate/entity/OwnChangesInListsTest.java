package io.tiergate.entity;

import static io.tiergate.Subject.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.AccessRequest;
import io.tiergate.DecisionPoint;
import io.tiergate.Demand;
import io.tiergate.Grant;
import io.tiergate.Resource;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.change.ChangeFeed;
import io.tiergate.decision.CachedDecisionPoint;
import io.tiergate.decision.StoreDecisionPoint;
import io.tiergate.entity.host.Folder;
import io.tiergate.entity.host.Paper;
import io.tiergate.resource.ResourceList;
import io.tiergate.resource.ResourceLists;
import io.tiergate.store.jpa.JpaStore;
import io.tiergate.testing.FreshDatabase;
import io.tiergate.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactory;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/** Who has changed something on another node sees it in lists, of a node that does not hear of it by itself. */
class OwnChangesInListsTest {

    /** So rarely that a test is over before. */
    private static final ChangeFeed.Settings NEVER =
            new ChangeFeed.Settings(Duration.ofHours(11), Duration.ofHours(23));

    private final Map<Long, Long> committed = new ConcurrentHashMap<>();
    private final AtomicReference<DecisionPoint> decisions = new AtomicReference<>();
    private boolean remembers;

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    private DecisionPoint deciding(JpaStore store) {
        decisions.set(CachedDecisionPoint.over(store).feed(NEVER).build());
        return decisions.get();
    }

    private Demand remembered() {
        return (tenantId, state) -> !remembers || state.tenant() >= committed.getOrDefault(tenantId, 0L);
    }

    @ParameterizedTest
    @EnumSource
    void listsAreNotOlderThanWhatTheCallerHasChanged(TestDatabase on) {
        FreshDatabase database = on.fresh();
        try (GuardedHost host = new GuardedHost(database, this::deciding, access -> access.atLeast(this::remembered));
                JpaStore elsewhere = new JpaStore(database.dataSource())) {
            Folder folder = new Folder("plans", null);
            host.inTransaction(entities -> {
                entities.persist(folder);
                entities.persist(new Paper("draft", folder));
            });
            Grant grant =
                    Grant.allow(user("bob"), "read").on(Resource.of("folder", Objects.requireNonNull(folder.id())));
            elsewhere.changes().onCommit((id, revision) -> committed.merge(id, revision, Math::max));
            Administration other = Administration.of(
                    elsewhere,
                    new StoreDecisionPoint(elsewhere, Clock.systemUTC()),
                    Clock.systemUTC(),
                    () -> GuardedHost.ALICE);
            AllowedContract.Papers papers =
                    new JpaRepositoryFactory(host.entityManager()).getRepository(AllowedContract.Papers.class);
            SecurityContextHolder.getContext()
                    .setAuthentication(UsernamePasswordAuthenticationToken.authenticated("bob", "", List.of()));
            ResourceLists lists = ResourceLists.of(elsewhere, decisions.get());
            ResourceList all =
                    lists.allowing(Tenant.DEFAULT, user("bob"), "read").atLeast(remembered());
            AccessRequest bob = new AccessRequest(Tenant.DEFAULT, user("bob"), "read").atLeast(remembered());
            Map<LongSupplier, Long> questions = new LinkedHashMap<>();
            questions.put(() -> papers.count(Allowed.to("read")), 1L);
            questions.put(() -> papers.count(Allowed.<Paper>to("read").of(Tenant.DEFAULT, user("bob"))), 1L);
            questions.put(all::count, 2L);
            questions.put(() -> all.ofTypes("paper").page(0, 10).size(), 1L);
            questions.put(() -> lists.anywhere(bob) ? 1 : 0, 1L);

            boolean granted = false;
            for (Map.Entry<LongSupplier, Long> question : questions.entrySet()) {
                LongSupplier found = question.getKey();
                long known = granted ? question.getValue() : 0;
                remembers = false;
                assertThat(found.getAsLong()).isEqualTo(known);
                if (granted) {
                    other.grants().revoke(grant);
                } else {
                    other.grants().grant(grant);
                }
                granted = !granted;

                assertThat(found.getAsLong()).as("not heard of").isEqualTo(known);
                remembers = true;
                assertThat(found.getAsLong()).isEqualTo(question.getValue() - known);
            }
        }
    }
}
