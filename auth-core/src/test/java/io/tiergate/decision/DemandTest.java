package io.tiergate.decision;

import static io.tiergate.decision.CachedScene.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiergate.AccessRequest;
import io.tiergate.Decision.Code;
import io.tiergate.DecisionPoint;
import io.tiergate.DecisionUnavailableException;
import io.tiergate.Demand;
import io.tiergate.Grant;
import io.tiergate.Revision;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.decision.CachedScene.CachedNode;
import io.tiergate.testing.TestDatabase;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Demands by the store's keys of tenants, of a node that does not hear of the changes of another by itself. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class DemandTest {

    private static final Tenant ACME = Tenant.of("acme");
    private static final AccessRequest QUESTION = new AccessRequest(ACME, ALICE, "entry");

    private final CachedScene scene;
    private final Map<Long, Long> committed = new ConcurrentHashMap<>();
    private final Demand demand = (tenantId, state) -> state.tenant() >= committed.getOrDefault(tenantId, 0L);
    private CachedNode writer;
    private CachedNode reader;

    DemandTest(TestDatabase database) {
        scene = new CachedScene(database);
    }

    @BeforeEach
    void begin() {
        writer = scene.node();
        reader = scene.node();
        writer.host().store().changes().onCommit((id, revision) -> committed.merge(id, revision, Math::max));
        create();
    }

    @AfterEach
    void end() {
        scene.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatTheCallerHasCommittedIsSeen(boolean cached) {
        DecisionPoint decisions = decisions(cached);
        assertThat(decisions.check(QUESTION).allowed()).isFalse();
        acme().grants().grant(Grant.allow(ALICE, "entry"));

        assertThat(decisions.check(QUESTION.atLeast(demand)).allowed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsDemandedOfATenantIsNotDemandedOfItsSuccessor(boolean cached) {
        DecisionPoint decisions = decisions(cached);
        acme().grants().grant(Grant.allow(ALICE, "entry"));
        assertThat(decisions.check(QUESTION).allowed()).isTrue();

        writer.administration().tenants().delete(ACME);
        assertThat(decisions.check(QUESTION.atLeast(demand)).code()).isEqualTo(Code.UNKNOWN_PERMISSION);

        create();
        assertThat(decisions.check(QUESTION.atLeast(demand)).code()).isEqualTo(Code.NOT_GRANTED);
        acme().grants().grant(Grant.allow(ALICE, "entry"));
        assertThat(decisions.check(QUESTION.atLeast(demand)).allowed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aNodeThatKnowsOnlyTheDeletedTenantLooksForItsSuccessor(boolean cached) {
        DecisionPoint decisions = decisions(cached);
        acme().grants().grant(Grant.allow(ALICE, "entry"));
        assertThat(decisions.check(QUESTION).allowed()).isTrue();

        writer.administration().tenants().delete(ACME);
        create();

        assertThat(decisions.check(QUESTION.atLeast(demand)).code()).isEqualTo(Code.NOT_GRANTED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoHasSeenThatThereIsNoSuchTenantIsNotAnsweredFromWhenThereWas(boolean cached) {
        DecisionPoint decisions = decisions(cached);
        acme().grants().grant(Grant.allow(ALICE, "entry"));
        assertThat(decisions.check(QUESTION).allowed()).isTrue();

        writer.administration().tenants().delete(ACME);
        Revision gone = writer.decisions().check(QUESTION).revision();
        assertThat(decisions.check(QUESTION.atLeast(gone)).code()).isEqualTo(Code.UNKNOWN_PERMISSION);
        assertThat(decisions.check(QUESTION).code()).isEqualTo(Code.UNKNOWN_PERMISSION);

        create();
        assertThat(decisions.check(QUESTION.atLeast(gone)).code()).isEqualTo(Code.NOT_GRANTED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatNeverWasCommittedIsNotAnswered(boolean cached) {
        DecisionPoint decisions = decisions(cached);
        assertThat(decisions.check(QUESTION).allowed()).isFalse();
        committed.replaceAll((id, revision) -> revision + 1);

        assertThatThrownBy(() -> decisions.check(QUESTION.atLeast(demand)))
                .isInstanceOf(DecisionUnavailableException.class);
    }

    private DecisionPoint decisions(boolean cached) {
        return cached
                ? reader.decisions()
                : new StoreDecisionPoint(reader.host().store(), Clock.systemUTC());
    }

    private Administration acme() {
        return writer.administration().inTenant(ACME);
    }

    private void create() {
        writer.administration().tenants().create(ACME);
        acme().permissions().define("entry", "");
    }
}
