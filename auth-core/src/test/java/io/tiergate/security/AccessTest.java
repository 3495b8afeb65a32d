package io.tiergate.security;

import static io.tiergate.Requirement.all;
import static io.tiergate.Requirement.any;
import static io.tiergate.Requirement.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.tiergate.AccessRequest;
import io.tiergate.Decision;
import io.tiergate.Decision.Code;
import io.tiergate.DecisionUnavailableException;
import io.tiergate.Revision;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.core.context.SecurityContextImpl;

class AccessTest {

    private static final Tenant TENANT = Tenant.of("acme");
    private static final Authentication ALICE = SignedIn.user("alice");

    private final KnownPermissions decisions =
            new KnownPermissions().give(Subject.user("alice"), "p1", "p3").give(Subject.anonymous(), "entry");
    private final Access access = new Access(decisions, SubjectResolver.standard(), TenantResolver.always(TENANT));

    @Test
    void asksAboutTheCurrentUserInTheCurrentTenant() {
        assertThat(SignedIn.as(ALICE, () -> access.has("p1"))).isTrue();
        assertThat(decisions.asked).containsExactly(new AccessRequest(TENANT, Subject.user("alice"), "p1"));
        assertThat(SignedIn.as(ALICE, access::subject)).isEqualTo(Subject.user("alice"));
        assertThat(SignedIn.as(ALICE, access::tenant)).isEqualTo(TENANT);
    }

    @Test
    void deniesWhatIsNotGranted() {
        assertThat(SignedIn.as(ALICE, () -> access.has("p2"))).isFalse();
        assertThat(SignedIn.as(SignedIn.user("bob"), () -> access.has("p1"))).isFalse();
    }

    @Test
    void isAnonymousWithoutAuthentication() {
        assertThat(access.has("entry")).isTrue();
        assertThat(access.has("p1")).isFalse();
        assertThat(access.subject()).isEqualTo(Subject.anonymous());
    }

    @Test
    void evaluatesRequirements() {
        assertThat(SignedIn.as(ALICE, () -> access.has(any("p2", all("p1", "p3")))))
                .isTrue();
        assertThat(SignedIn.as(ALICE, () -> access.has(all("p1", "p2")))).isFalse();
    }

    @Test
    void asksPredicatesAboutTheCurrentSubject() {
        List<Subject> seen = new ArrayList<>();
        SignedIn.as(ALICE, () -> access.has(any(where(seen::add))));

        assertThat(seen).containsExactly(Subject.user("alice"));
    }

    @Test
    void demandsNothingByItself() {
        SignedIn.as(ALICE, () -> access.has("p1"));
        assertThat(decisions.asked).extracting(AccessRequest::atLeast).containsOnlyNulls();
    }

    @Test
    void everyQuestionIsAskedWithWhatIsDemandedThen() {
        Revision first = new Revision(4, 2);
        Revision second = new Revision(5, 2);
        List<Revision> demanded = new ArrayList<>(List.of(first, second, first, second));
        Access demanding = access.atLeast(() -> demanded.remove(0));

        SignedIn.as(ALICE, () -> demanding.has("p1"));
        SignedIn.as(ALICE, () -> demanding.explain("p1"));
        demanding.of(ALICE).has("p1");
        SignedIn.as(ALICE, () -> demanding.has(all("p1")));

        assertThat(decisions.asked).extracting(AccessRequest::atLeast).containsExactly(first, second, first, second);
    }

    @Test
    void saysWhy() {
        assertThat(SignedIn.as(ALICE, () -> access.check("p2")))
                .isEqualTo(new Decision(Code.NOT_GRANTED, KnownPermissions.REVISION));
        assertThat(SignedIn.as(ALICE, () -> access.explain("p1")).decision().code())
                .isEqualTo(Code.GRANTED);
    }

    @Test
    void requireGoesOnOrThrowsWithTheDecision() {
        assertThatCode(() -> SignedIn.as(ALICE, () -> access.require("p1"))).doesNotThrowAnyException();
        assertThatExceptionOfType(AuthorizationDeniedException.class)
                .isThrownBy(() -> SignedIn.as(ALICE, () -> access.require("p2")))
                .extracting(AuthorizationDeniedException::getAuthorizationResult)
                .isInstanceOfSatisfying(PermissionDecision.class, result -> {
                    assertThat(result.permission()).isEqualTo("p2");
                    assertThat(result.decision()).isEqualTo(new Decision(Code.NOT_GRANTED, KnownPermissions.REVISION));
                });
    }

    @Test
    void requireTakesRequirementsToo() {
        assertThatCode(() -> SignedIn.as(ALICE, () -> access.require(any("p1", "p2"))))
                .doesNotThrowAnyException();
        assertThatExceptionOfType(AuthorizationDeniedException.class)
                .isThrownBy(() -> SignedIn.as(ALICE, () -> access.require(all("p1", "p2"))));
    }

    @Test
    void theDenialOfARequirementIsAboutTheFirstPermissionThatIsDenied() {
        assertThatExceptionOfType(AuthorizationDeniedException.class)
                .isThrownBy(() -> SignedIn.as(ALICE, () -> access.require(all("p1", any("p2", "p4")))))
                .extracting(AuthorizationDeniedException::getAuthorizationResult)
                .isInstanceOfSatisfying(
                        PermissionDecision.class,
                        result -> assertThat(result.permission()).isEqualTo("p2"));
        assertThatExceptionOfType(AuthorizationDeniedException.class)
                .isThrownBy(() -> SignedIn.as(ALICE, () -> access.require(all("p1", where(subject -> false)))))
                .extracting(AuthorizationDeniedException::getAuthorizationResult)
                .isInstanceOfSatisfying(PermissionDecision.class, result -> {
                    assertThat(result.isGranted()).isFalse();
                    assertThat(result.permission()).isEqualTo("all(p1, where(…))");
                });
    }

    @Test
    void whoOnlyDecidesTellsOfNoDenial() {
        List<String> denied = new ArrayList<>();
        Access telling = access.telling(new Denied(denied));

        SignedIn.as(ALICE, () -> telling.check("p2"));
        SignedIn.as(ALICE, () -> telling.has(all("p2")));
        assertThat(SignedIn.as(ALICE, () -> telling.authorize("p2")).isGranted())
                .isFalse();
        assertThat(SignedIn.as(ALICE, () -> telling.authorize(all("p4"))).isGranted())
                .isFalse();
        assertThat(SignedIn.as(ALICE, () -> telling.authorizeOn("p2", "document:42"))
                        .isGranted())
                .isFalse();

        assertThat(denied).isEmpty();
    }

    @Test
    void aDenialIsToldOnceWhoeverSaysIt() {
        List<String> denied = new ArrayList<>();
        Access telling = access.telling(new Denied(denied)).of(ALICE);
        PermissionDecision decided = telling.authorize("p2");

        telling.tellDenied(decided);
        telling.tellDenied(decided);
        assertThatExceptionOfType(AuthorizationDeniedException.class)
                .isThrownBy(() -> telling.require("p4"))
                .satisfies(thrown -> telling.tellDenied((PermissionDecision) thrown.getAuthorizationResult()));

        assertThat(denied).containsExactly("p2 alice", "p4 alice");
        assertThatIllegalArgumentException().isThrownBy(() -> telling.tellDenied(telling.authorize("p1")));
    }

    private record Denied(List<String> heard) implements AccessListener {

        @Override
        public void decided(String permission, Decision decision) {}

        @Override
        public void denied(PermissionDecision result, Authentication authentication) {
            heard.add(result.permission() + " " + authentication.getName());
        }
    }

    @Test
    void requireLeadsToSignInWithoutAuthentication() {
        assertThatCode(() -> access.require("entry")).doesNotThrowAnyException();
        assertThatExceptionOfType(AuthenticationCredentialsNotFoundException.class)
                .isThrownBy(() -> access.require("p1"));
    }

    @Test
    void canBeAskedAboutSomebodyElse() {
        assertThat(access.of(ALICE).has("p1")).isTrue();
        assertThat(SignedIn.as(ALICE, () -> access.of(SignedIn.user("bob")).has("p1")))
                .isFalse();
        assertThat(SignedIn.as(ALICE, () -> access.of(null).subject())).isEqualTo(Subject.anonymous());
    }

    @Test
    void takesTheUserFromAGivenStrategy() {
        SecurityContextHolderStrategy strategy = mock();
        when(strategy.getContext()).thenReturn(new SecurityContextImpl(ALICE));
        Access own = new Access(decisions, SubjectResolver.standard(), TenantResolver.always(TENANT), strategy);

        assertThat(own.has("p1")).isTrue();
    }

    @Test
    void neverTakesAFailureForAnAnswer() {
        decisions.unavailable = true;

        assertThatExceptionOfType(DecisionUnavailableException.class)
                .isThrownBy(() -> SignedIn.as(ALICE, () -> access.has("p1")));
        assertThatExceptionOfType(DecisionUnavailableException.class)
                .isThrownBy(() -> SignedIn.as(ALICE, () -> access.has(any("p1"))));
        assertThatExceptionOfType(DecisionUnavailableException.class)
                .isThrownBy(() -> SignedIn.as(ALICE, () -> access.require("p1")));
    }
}
