package io.tiergate.test;

import io.tiergate.InvalidNameException;
import io.tiergate.Subject;
import io.tiergate.security.SubjectPrincipal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.User;

/**
 * Whom a test has signed in, as Spring Security's own test support does it: a user with a name. What they hold is carried here
 * and nowhere else, so that it is known wherever the authentication is, and gone with it.
 */
final class TestPrincipal extends User implements SubjectPrincipal {

    private static final long serialVersionUID = 1L;

    private final String type;
    private final String id;
    private final @Nullable CarriedPermissions carried;

    private TestPrincipal(Subject subject, @Nullable CarriedPermissions carried, String... authorities) {
        super(subject.id(), "", AuthorityUtils.createAuthorityList(authorities));
        this.type = subject.type();
        this.id = subject.id();
        this.carried = carried;
    }

    /** The store decides what it may do. */
    static Authentication of(Subject subject, String... authorities) {
        return authentication(new TestPrincipal(subject, null, authorities));
    }

    /** It holds just these. */
    static Authentication holding(Subject subject, CarriedPermissions carried, String... authorities) {
        return authentication(new TestPrincipal(subject, carried, authorities));
    }

    private static Authentication authentication(TestPrincipal principal) {
        return UsernamePasswordAuthenticationToken.authenticated(principal, "", principal.getAuthorities());
    }

    /** What is said of the permissions of that user, or null if nothing: then the application decides. */
    static @Nullable CarriedPermissions carriedBy(@Nullable Authentication authentication) {
        return authentication != null && authentication.getPrincipal() instanceof TestPrincipal principal
                ? principal.carried
                : null;
    }

    /** @throws InvalidNameException if the text is not a type and an id */
    static Subject parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new InvalidNameException(
                    "'" + text + "' is not a subject. Give its type and its id, for example 'user:"
                            + (text.isEmpty() ? "alice" : text) + "'.");
        }
        return Subject.of(text.substring(0, colon), text.substring(colon + 1));
    }

    @Override
    public Subject subject() {
        return Subject.of(type, id);
    }

    /** Two users of one name who hold different things are two. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TestPrincipal that
                && type.equals(that.type)
                && id.equals(that.id)
                && (carried == null ? that.carried == null : carried.equals(that.carried));
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(new Object[] {type, id});
    }

    @Override
    public String toString() {
        List<String> parts = carried == null ? List.of(type + ":" + id) : List.of(type + ":" + id, carried.toString());
        return "TestPrincipal " + parts;
    }
}
