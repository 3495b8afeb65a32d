package io.tiergate.boot.web;

import static io.tiergate.Requirement.all;
import static io.tiergate.Requirement.any;
import static io.tiergate.Requirement.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.tiergate.Decision.Code;
import io.tiergate.DecisionPoint;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.InvalidNameException;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.decision.StoreDecisionPoint;
import io.tiergate.security.Access;
import io.tiergate.security.PermissionDecision;
import io.tiergate.security.SubjectResolver;
import io.tiergate.security.TenantResolver;
import io.tiergate.store.Store;
import io.tiergate.store.memory.MemoryStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

class UrlRuleTest {

    private static final Authentication ALICE = new TestingAuthenticationToken("alice", "", "X");

    private final Store store = new MemoryStore();
    private final DecisionPoint decisions = new StoreDecisionPoint(store, Clock.systemUTC());
    private final Administration administration = Administration.of(store, decisions, Clock.systemUTC(), () -> null);
    private final UrlPermissions permissions = new UrlPermissions(
            () -> new Access(decisions, SubjectResolver.standard(), TenantResolver.always(Tenant.DEFAULT)));

    @BeforeEach
    void declare() {
        for (String permission : List.of("p1", "p2", "p3")) {
            administration.permissions().define(permission, "");
        }
        administration.grants().grant(Grant.allow(Subject.user("alice"), "p1"));
    }

    @Test
    void holdsAsItSays() {
        assertThat(ask(permissions.has("p1")).isGranted()).isTrue();
        assertThat(ask(permissions.has("p2")).isGranted()).isFalse();
        assertThat(ask(permissions.hasAny("p2", "p1")).isGranted()).isTrue();
        assertThat(ask(permissions.hasAny("p2", "p3")).isGranted()).isFalse();
        assertThat(ask(permissions.hasAll("p1", "p2")).isGranted()).isFalse();
        assertThat(ask(permissions.holds(any("p3", all("p1")))).isGranted()).isTrue();
    }

    @Test
    void itsResultSaysWhatWasLacking() {
        PermissionDecision denied = (PermissionDecision) ask(permissions.hasAll("p1", "p3", "p2"));

        assertThat(denied.permission()).isEqualTo("p3");
        assertThat(denied.decision().code()).isEqualTo(Code.NOT_GRANTED);
        assertThat(((PermissionDecision) ask(permissions.has("p9"))).decision().code())
                .isEqualTo(Code.UNKNOWN_PERMISSION);
    }

    @Test
    void aResourceIsTheOneThatTheUrlNames() {
        administration.resourceTypes().define("document", "", List.of("p2"));
        administration.resources().register(Resource.of("document", "$1/42"));
        administration.grants().grant(Grant.allow(Subject.user("alice"), "p2").on(Resource.of("document", "$1/42")));
        UrlRule rule = permissions.has("p2").on("document:{area}/{the-id}");

        assertThat(rule).hasToString("p2 on document:{area}/{the-id}");
        assertThat(ask(rule, ALICE, Map.of("the-id", "42", "area", "$1", "other", "7"))
                        .isGranted())
                .isTrue();
        PermissionDecision denied = (PermissionDecision) ask(rule, ALICE, Map.of("the-id", "43", "area", "$1"));
        assertThat(denied.isGranted()).isFalse();
        assertThat(denied.decision().code()).isEqualTo(Code.NOT_GRANTED);
        assertThat(denied.resource()).isEqualTo("document:$1/43");
        assertThat(((PermissionDecision) ask(permissions.has("p2").on("note:{id}"), ALICE, Map.of("id", "1")))
                        .decision()
                        .code())
                .isEqualTo(Code.UNKNOWN_RESOURCE_TYPE);
        assertThat(ask(rule, ALICE, Map.of("the-id", "x".repeat(300), "area", "a"))
                        .isGranted())
                .as("what cannot be an id")
                .isFalse();
    }

    @Test
    void aResourceDoesNotGoWithAPredicate() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        permissions.holds(all("p1", where(subject -> false))).on("document:{id}"))
                .withMessageContaining("Name one permission and one resource");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        permissions.holds(any("p1", where(subject -> true))).on("document:{id}"));
    }

    @Test
    void aVariableThatThePatternDoesNotHaveIsNamed() {
        UrlRule rule = permissions.has("p1").on("document:{id}");

        assertThatIllegalStateException()
                .isThrownBy(() -> ask(rule, ALICE, Map.of("number", "42")))
                .withMessageContaining("'document:{id}' names the variable 'id'")
                .withMessageContaining("it has number");
        assertThat(ask(rule, ALICE, Map.of("id", "")).isGranted())
                .as("an empty one names no resource")
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "document",
                "document:",
                "Document:{id}",
                "document:{id",
                "document:id}",
                "document:{}",
                "document:{draft.id}",
                "{type}:42"
            })
    void whatCannotBeAResourceIsRefused(String resource) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> permissions.has("p1").on(resource))
                .withMessageContaining("'" + resource + "'")
                .withMessageContaining("document:{id}");
    }

    @Test
    void aResourceGoesWithOnePermission() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> permissions.hasAny("p1", "p2").on("document:{id}"))
                .withMessageContaining("any(p1, p2)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> permissions.has("p1").on("document:{id}").on("folder:{id}"));
    }

    @Test
    void namesAreCheckedWhenARuleIsMade() {
        assertThatExceptionOfType(InvalidNameException.class).isThrownBy(() -> permissions.has("p 1"));
        assertThatExceptionOfType(InvalidNameException.class).isThrownBy(() -> permissions.hasAny("p1", "p.*"));
        assertThatIllegalArgumentException().isThrownBy(permissions::hasAny).withMessageContaining("requires nothing");
        assertThatIllegalArgumentException().isThrownBy(permissions::hasAll).withMessageContaining("requires nothing");
    }

    @Test
    void whatEveryoneMayDoNeedsNoAuthentication() {
        administration.grants().grant(Grant.allow(Group.EVERYONE, "p2"));

        assertThat(nobody(permissions.has("p2")).isGranted()).isTrue();
        assertThatExceptionOfType(AuthenticationCredentialsNotFoundException.class)
                .isThrownBy(() -> nobody(permissions.has("p1")));
    }

    @Test
    void aProbeIsToldAndDenied() {
        Probe probe = new Probe();

        assertThat(ask(permissions.holds(any("p3", all("p1", "p2"))), probe, Map.of())
                        .isGranted())
                .isFalse();
        assertThat(ask(permissions.has("p1").on("document:{id}"), probe, Map.of())
                        .isGranted())
                .isFalse();

        assertThat(probe.heard).containsExactly("any(p3, all(p1, p2)) [p3, p1, p2]", "p1 on document:{id} [p1]");
    }

    private static final class Probe extends TestingAuthenticationToken implements RuleProbe {

        private static final long serialVersionUID = 1L;

        private final transient List<String> heard = new ArrayList<>();

        Probe() {
            super("alice", "", "X");
        }

        @Override
        public void asked(UrlRule rule) {
            heard.add(rule + " " + rule.permissions());
        }
    }

    private static AuthorizationResult nobody(UrlRule rule) {
        return rule.authorize(
                () -> {
                    throw new AuthenticationCredentialsNotFoundException("nobody");
                },
                new RequestAuthorizationContext(new MockHttpServletRequest()));
    }

    private static AuthorizationResult ask(UrlRule rule) {
        return ask(rule, ALICE, Map.of());
    }

    private static AuthorizationResult ask(UrlRule rule, Authentication who, Map<String, String> variables) {
        return rule.authorize(() -> who, new RequestAuthorizationContext(new MockHttpServletRequest(), variables));
    }
}
