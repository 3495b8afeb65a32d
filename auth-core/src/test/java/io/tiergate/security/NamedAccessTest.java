package io.tiergate.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Subject;
import io.tiergate.Tenant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Whose access is found again by a name alone, and whose is not. */
class NamedAccessTest {

    private static final int MORE_THAN_PLACES = 3_000;

    private final KnownPermissions decisions = new KnownPermissions();
    private final RecentAccess recent =
            new RecentAccess(decisions, SubjectResolver.standard(), TenantResolver.always(Tenant.of("acme")));

    private Subject subject(Authentication authentication) {
        return recent.of(authentication).subject();
    }

    private static Authentication anonymous(String name) {
        return new AnonymousAuthenticationToken("key", name, List.of(new SimpleGrantedAuthority("ANONYMOUS")));
    }

    @Test
    void theSameNameRidesOnTheSameAccess() {
        assertThat(recent.of(SignedIn.user("alice"))).isSameAs(recent.of(SignedIn.user("alice")));
    }

    @Test
    void nobodyIsTakenForAnother() {
        for (int round = 0; round < 2; round++) {
            IntStream.range(0, MORE_THAN_PLACES).forEach(i -> {
                assertThat(subject(SignedIn.user("user" + i))).isEqualTo(Subject.user("user" + i));
                assertThat(recent.of(SignedIn.user("user" + i)).tenant()).isEqualTo(Tenant.of("acme"));
            });
        }
        // These two have the same hash.
        assertThat(subject(SignedIn.user("Aa"))).isEqualTo(Subject.user("Aa"));
        assertThat(subject(SignedIn.user("BB"))).isEqualTo(Subject.user("BB"));
    }

    @Test
    void anAnonymousTokenIsNobodyWhateverItIsCalled() {
        assertThat(subject(SignedIn.user("alice"))).isEqualTo(Subject.user("alice"));
        assertThat(subject(anonymous("alice"))).isEqualTo(Subject.anonymous());
        assertThat(subject(SignedIn.user("alice"))).isEqualTo(Subject.user("alice"));
        assertThat(subject(anonymous("alice"))).isEqualTo(Subject.anonymous());
    }

    @Test
    void whoeverIsNotAuthenticatedAnyMoreIsNobody() {
        Authentication token = new TestingAuthenticationToken("alice", null, List.of());
        assertThat(subject(token)).isEqualTo(Subject.user("alice"));

        token.setAuthenticated(false);
        assertThat(subject(token)).isEqualTo(Subject.anonymous());
        token.setAuthenticated(true);
        assertThat(subject(token)).isEqualTo(Subject.user("alice"));
    }

    @Test
    void aTokenThatNamesItselfOtherwiseIsAskedEachTime() {
        AtomicReference<String> name = new AtomicReference<>("alice");
        Authentication token = new UsernamePasswordAuthenticationToken("number 7", null, List.of()) {
            @Override
            public String getName() {
                return name.get();
            }
        };
        assertThat(subject(token)).isEqualTo(Subject.user("alice"));
        name.set("bob");
        assertThat(subject(token)).isEqualTo(Subject.user("bob"));
    }

    @Test
    void aResolverOfTheApplicationIsAskedEachTime() {
        AtomicReference<Subject> who = new AtomicReference<>(Subject.user("alice"));
        AtomicReference<Tenant> where = new AtomicReference<>(Tenant.of("a"));
        RecentAccess own = new RecentAccess(decisions, token -> who.get(), TenantResolver.always(Tenant.DEFAULT));
        RecentAccess elsewhere = new RecentAccess(decisions, SubjectResolver.standard(), token -> where.get());
        own.of(SignedIn.user("alice"));
        elsewhere.of(SignedIn.user("alice"));

        who.set(Subject.user("bob"));
        where.set(Tenant.of("b"));
        assertThat(own.of(SignedIn.user("alice")).subject()).isEqualTo(Subject.user("bob"));
        assertThat(elsewhere.of(SignedIn.user("alice")).tenant()).isEqualTo(Tenant.of("b"));
    }

    @Test
    void nobodyAtAllIsAnonymous() {
        assertThat(recent.of((Authentication) null).subject()).isEqualTo(Subject.anonymous());
    }
}
