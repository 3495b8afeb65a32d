package io.tiergate.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.tiergate.Decision.Code;
import io.tiergate.Explanation;
import io.tiergate.Grant;
import io.tiergate.HasResource;
import io.tiergate.Reason;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.admin.NewResource;
import io.tiergate.decision.CachedDecisionPoint;
import io.tiergate.store.memory.MemoryStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.Authentication;

/** What the current user may do on resources, asked in each of the ways that code has. */
class ResourceAccessTest {

    private static final String READ = "document.read";
    private static final Resource FOLDER = Resource.of("folder", "f");
    private static final Resource DOCUMENT = Resource.of("document", 42);
    private static final Resource OTHER = Resource.of("document", 43);
    private static final Authentication ALICE = SignedIn.user("alice");

    private final MemoryStore store = new MemoryStore();
    private final CachedDecisionPoint decisions =
            CachedDecisionPoint.over(store).build();
    private final Administration administration =
            Administration.of(store, decisions, Clock.systemUTC(), () -> Subject.user("admin"));
    private final Access access =
            new Access(decisions, SubjectResolver.standard(), TenantResolver.always(Tenant.DEFAULT)).of(ALICE);
    private final PermissionGuards guards = new PermissionGuards();

    static class Documents {

        @RequiresPermission(value = READ, on = "document:{id}")
        public void read(Object id) {}
    }

    @BeforeEach
    void aDocumentInAFolder() {
        administration.permissions().define(READ, "");
        administration.resourceTypes().define("folder", "", List.of(READ));
        administration.resourceTypes().define("document", "", List.of(READ));
        administration.resourceTypes().setBound("document", true);
        administration
                .resources()
                .registerAll(
                        List.of(NewResource.of(FOLDER), NewResource.of(DOCUMENT).below(FOLDER), NewResource.of(OTHER)));
        administration.grants().grant(Grant.allow(Subject.user("alice"), READ).on(FOLDER));
    }

    private Code guarded(Object id) throws NoSuchMethodException {
        var method = Documents.class.getMethod("read", Object.class);
        PermissionGuard guard = guards.guardOf(method, Documents.class);
        return guard.decide(access, ALICE, new Invocation(method, new Object[] {id}))
                .decision()
                .code();
    }

    @Test
    void everyWayOfAskingGivesTheSameAnswer() throws NoSuchMethodException {
        for (Resource resource : List.of(DOCUMENT, OTHER, Resource.of("document", 44), Resource.of("note", 1))) {
            Code code = access.check(READ, resource).code();
            boolean allowed = code == Code.GRANTED;

            assertThat(access.has(READ, resource)).isEqualTo(allowed);
            assertThat(access.has(READ, resource.type(), resource.id())).isEqualTo(allowed);
            assertThat(access.authorizeOn(READ, resource.toString()).decision().code())
                    .isEqualTo(code);
            assertThat(access.explain(READ, resource).decision().code()).isEqualTo(code);
            if (resource.type().equals("document")) {
                assertThat(guarded(Long.valueOf(resource.id()))).isEqualTo(code);
            }
        }
        assertThat(access.check(READ, DOCUMENT).code()).isEqualTo(Code.GRANTED);
        assertThat(access.check(READ, OTHER).code()).isEqualTo(Code.NOT_GRANTED);
        assertThat(access.check(READ, Resource.of("document", 44)).code()).isEqualTo(Code.UNKNOWN_RESOURCE);
        assertThat(access.check(READ, Resource.of("note", 1)).code()).isEqualTo(Code.UNKNOWN_RESOURCE_TYPE);
    }

    record Row(Resource resource) implements HasResource {}

    @Test
    void manyAreAnsweredAsEachAlone() {
        administration.permissions().define("document.write", "");
        List<Resource> rows = List.of(
                OTHER,
                DOCUMENT,
                FOLDER,
                Resource.of("document", 44),
                Resource.of("note", 1),
                Resource.of("folder", "g"));

        Map<Resource, Set<String>> allowed = access.each().allowed(rows, READ, "document.write", READ);

        assertThat(allowed.keySet()).containsExactlyElementsOf(rows);
        allowed.forEach((row, permissions) ->
                assertThat(permissions.contains(READ)).as("%s", row).isEqualTo(access.has(READ, row)));
        assertThat(allowed.get(DOCUMENT)).containsExactly(READ);
        assertThat(allowed.get(OTHER)).isEmpty();
        assertThat(access.each().filter(rows.stream().map(Row::new).toList(), READ))
                .containsExactly(new Row(DOCUMENT), new Row(FOLDER));
        assertThat(access.each().filter(List.of(43, 42, 42), id -> Resource.of("document", id), READ))
                .as("each as often as it is given")
                .containsExactly(42, 42);
        assertThat(access.each().hasAnyOn(DOCUMENT)).isTrue();
        assertThat(access.each().hasAnyOn(OTHER)).isFalse();
    }

    @Test
    void ofNoneAreNone() {
        assertThat(access.each().allowed(List.of(), READ)).isEmpty();
        assertThat(access.each().filter(List.<Row>of(), READ)).isEmpty();
        assertThatNullPointerException()
                .as("an object of no resource is not one of everywhere")
                .isThrownBy(() -> access.each().filter(List.of(1), id -> null, READ));
    }

    @Test
    void listenersHearOfEachOfMany() {
        List<String> heard = new ArrayList<>();
        Access telling = access.telling((permission, decision) -> heard.add(permission + " " + decision.code()));

        telling.each().allowed(List.of(DOCUMENT, OTHER), READ, "nothing");

        assertThat(heard)
                .containsExactly(
                        READ + " GRANTED",
                        "nothing UNKNOWN_PERMISSION",
                        READ + " NOT_GRANTED",
                        "nothing UNKNOWN_PERMISSION");
    }

    @Test
    void theReasonIsTheGrantOnTheFolder() {
        Explanation explanation = access.explain(READ, DOCUMENT);

        assertThat(explanation.reasons())
                .singleElement()
                .isInstanceOfSatisfying(
                        Reason.ByGrant.class,
                        reason -> assertThat(reason.grant().grant().resource()).isEqualTo(FOLDER));
    }

    @Test
    void whatCannotBeTheIdOfAResourceIsDeniedAndNoError() throws NoSuchMethodException {
        for (Object id : new Object[] {"", "x".repeat(256), "a\nb"}) {
            assertThat(guarded(id)).isEqualTo(Code.UNKNOWN_RESOURCE);
            assertThat(access.has(READ, "document", id)).isFalse();
        }
        assertThat(guarded(null)).isEqualTo(Code.UNKNOWN_RESOURCE);
        assertThat(access.has(READ, "document", null)).isFalse();
        assertThat(access.authorizeOn(READ, "No Type:1").decision().code()).isEqualTo(Code.UNKNOWN_RESOURCE_TYPE);
        assertThat(access.authorizeOn("nothing", "document:").decision().code()).isEqualTo(Code.UNKNOWN_PERMISSION);

        administration.grants().grant(Grant.allow(Subject.user("alice"), READ));
        assertThat(guarded("")).as("also for who holds it everywhere").isEqualTo(Code.UNKNOWN_RESOURCE);
        administration.grants().grant(Grant.deny(Subject.user("alice"), READ));
        assertThat(guarded("")).isEqualTo(Code.DENIED);
    }

    @Test
    void requireTurnsAwayAndNamesTheResource() {
        access.require(READ, DOCUMENT);
        access.requireOn(READ, "document:42");

        assertThatExceptionOfType(AuthorizationDeniedException.class)
                .isThrownBy(() -> access.require(READ, OTHER))
                .extracting(AuthorizationDeniedException::getAuthorizationResult)
                .isInstanceOfSatisfying(PermissionDecision.class, result -> {
                    assertThat(result.resource()).isEqualTo("document:43");
                    assertThat(result.decision().code()).isEqualTo(Code.NOT_GRANTED);
                });
        assertThatExceptionOfType(AuthorizationDeniedException.class)
                .isThrownBy(() -> access.requireOn(READ, "document:43"));
    }

    /** A resource that was forgotten must not become a question about everywhere. */
    @Test
    @SuppressWarnings("NullAway")
    void noResourceIsAnErrorAlsoForWhoMayEverywhere() {
        administration.grants().grant(Grant.allow(Subject.user("alice"), READ));
        Resource none = null;

        assertThatNullPointerException().isThrownBy(() -> access.check(READ, none));
        assertThatNullPointerException().isThrownBy(() -> access.has(READ, none));
        assertThatNullPointerException().isThrownBy(() -> access.require(READ, none));
        assertThatNullPointerException().isThrownBy(() -> access.explain(READ, none));
    }

    @Test
    void listenersHearOfEachQuestionOnce() throws NoSuchMethodException {
        List<String> heard = new ArrayList<>();
        Access telling = access.telling((permission, decision) -> heard.add(permission + " " + decision.code()));

        telling.has(READ, DOCUMENT);
        telling.has(READ, "document", "43");
        telling.has(READ, "document", "");

        assertThat(heard).containsExactly(READ + " GRANTED", READ + " NOT_GRANTED", READ + " UNKNOWN_RESOURCE");
    }

    @Test
    void aMoveIsFeltByTheNextQuestion() throws NoSuchMethodException {
        assertThat(guarded(42)).isEqualTo(Code.GRANTED);
        administration.resources().moveToRoot(DOCUMENT);

        assertThat(guarded(42)).isEqualTo(Code.NOT_GRANTED);
    }
}
