package io.tiergate.entity;

import static io.tiergate.Subject.user;
import static org.assertj.core.api.Assertions.assertThat;

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
import io.tiergate.store.jpa.JpaStore;
import io.tiergate.testing.FreshDatabase;
import io.tiergate.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
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
    private boolean remembers;

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    private Demand remembered() {
        return (tenantId, state) -> !remembers || state.tenant() >= committed.getOrDefault(tenantId, 0L);
    }

    @ParameterizedTest
    @EnumSource
    void listsAreNotOlderThanWhatTheCallerHasChanged(TestDatabase on) {
        FreshDatabase database = on.fresh();
        try (GuardedHost host = new GuardedHost(
                        database,
                        store -> CachedDecisionPoint.over(store).feed(NEVER).build(),
                        access -> access.atLeast(this::remembered));
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
            assertThat(papers.count(Allowed.to("read"))).isZero();

            other.grants().grant(grant);
            assertThat(papers.count(Allowed.to("read"))).as("not heard of").isZero();
            remembers = true;
            assertThat(papers.count(Allowed.to("read"))).isEqualTo(1);

            other.grants().revoke(grant);
            remembers = false;
            Allowed<Paper> ofBob = Allowed.<Paper>to("read").of(Tenant.DEFAULT, user("bob"));
            assertThat(papers.count(ofBob)).as("not heard of").isEqualTo(1);
            remembers = true;
            assertThat(papers.count(ofBob)).isZero();
        }
    }
}
