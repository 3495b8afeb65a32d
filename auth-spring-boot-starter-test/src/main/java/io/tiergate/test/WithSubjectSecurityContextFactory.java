package io.tiergate.test;

import io.tiergate.Subject;
import io.tiergate.security.Access;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.test.context.support.WithSecurityContextFactory;

/** Signs in whom {@link WithSubject} names. */
final class WithSubjectSecurityContextFactory implements WithSecurityContextFactory<WithSubject> {

    // Not there in a test without a context.
    @Autowired
    private @Nullable ObjectProvider<Access> access;

    @Override
    public SecurityContext createSecurityContext(WithSubject named) {
        Subject subject = subject(named);
        Authentication user = TestPrincipal.of(subject, named.authorities());
        if (access != null) {
            TestUsers.requireSubject(access, user, subject, "@WithSubject");
        }
        return new SecurityContextImpl(user);
    }

    private static Subject subject(WithSubject named) {
        if (named.value().isEmpty() == named.id().isEmpty()) {
            throw new IllegalArgumentException(
                    "@WithSubject needs one of these: @WithSubject(\"user:alice\"), or @WithSubject(id = \"alice\").");
        }
        return named.id().isEmpty() ? TestPrincipal.parse(named.value()) : Subject.of(named.type(), named.id());
    }
}
