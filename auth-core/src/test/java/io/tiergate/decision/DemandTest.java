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
import io.tiergate.Resource;
import io.tiergate.Revision;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.decision.CachedScene.CachedNode;
import io.tiergate.testing.TestDatabase;
import java.time.Clock;
import java.util.List;
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
    private static final Resource ROOM = Resource.of("room", 1);
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

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void listsSeeWhatTheCallerHasCommitted(boolean cached) {
        acme().resourceTypes().define("room", "", List.of("entry"));
        acme().resources().register(ROOM);
        DecisionPoint decisions = decisions(cached);
        assertThat(decisions.allowedResources(QUESTION, "room").isNone()).isTrue();
        acme().grants().grant(Grant.allow(ALICE, "entry").on(ROOM));

        assertThat(decisions.allowedResources(QUESTION, "room").isNone()).isEqualTo(cached);
        assertThat(decisions.allowedResources(QUESTION.atLeast(demand), "room").allowed())
                .hasSize(1);
        acme().grants().revoke(Grant.allow(ALICE, "entry").on(ROOM));
        assertThat(decisions.allowedResources(QUESTION, "room").allowed()).hasSize(cached ? 1 : 0);
        assertThat(decisions.allowedResources(QUESTION.atLeast(demand), "room").allowed())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatNeverWasCommittedIsNotListed(boolean cached) {
        acme().resourceTypes().define("room", "", List.of("entry"));
        DecisionPoint decisions = decisions(cached);
        assertThat(decisions.allowedResources(QUESTION, "room").isNone()).isTrue();
        committed.replaceAll((id, revision) -> revision + 1);

        assertThatThrownBy(() -> decisions.allowedResources(QUESTION.atLeast(demand), "room"))
                .isInstanceOf(DecisionUnavailableException.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsListedIsNotAskedAboutOneResource(boolean cached) {
        DecisionPoint decisions = decisions(cached);

        assertThatThrownBy(() -> decisions.allowedResources(QUESTION.on(ROOM), "room"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("It is asked on which resources 'entry' is allowed, and the request names one, 'room:1'."
                        + " Name none, or ask check(...) about that one.");
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
