package io.tiergate.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.tiergate.Subject;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.RememberMeAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.User;

class SubjectResolverTest {

    private final SubjectResolver resolver = SubjectResolver.standard();

    @Test
    void nobodyIsAnonymous() {
        assertThat(resolver.resolve(null)).isEqualTo(Subject.anonymous());
        assertThat(resolver.resolve(SignedIn.anonymous())).isEqualTo(Subject.anonymous());
    }

    @Test
    void whoIsNotAuthenticatedIsAnonymous() {
        assertThat(resolver.resolve(UsernamePasswordAuthenticationToken.unauthenticated("alice", "guess")))
                .isEqualTo(Subject.anonymous());
    }

    @Test
    void aUserGoesByTheNameOfTheAuthentication() {
        assertThat(resolver.resolve(SignedIn.user("alice"))).isEqualTo(Subject.user("alice"));
        assertThat(resolver.resolve(
                        SignedIn.principal(new User("alice", "", AuthorityUtils.createAuthorityList("ROLE_X")))))
                .isEqualTo(Subject.user("alice"));
    }

    @Test
    void aUserNamedAnonymousIsAUser() {
        assertThat(resolver.resolve(SignedIn.user("anonymous"))).isEqualTo(Subject.user("anonymous"));
    }

    @Test
    void aRememberedUserIsAUser() {
        assertThat(resolver.resolve(new RememberMeAuthenticationToken(
                        "key", "alice", AuthorityUtils.createAuthorityList("ROLE_X"))))
                .isEqualTo(Subject.user("alice"));
    }

    @Test
    void aPrincipalMaySayWhoItIs() {
        SubjectPrincipal billing = () -> Subject.service("billing");

        assertThat(resolver.resolve(SignedIn.principal(billing))).isEqualTo(Subject.service("billing"));
    }

    @Test
    void aNameThatCannotBeAnIdIsAnErrorWithARemedy() {
        assertThatIllegalStateException()
                .isThrownBy(() -> resolver.resolve(SignedIn.user("")))
                .withMessageContaining("SubjectPrincipal")
                .withMessageContaining("SubjectResolver bean")
                .withStackTraceContaining("The subject id is missing or empty");
    }
}
