package io.tiergate.test;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.test.context.support.WithSecurityContextFactory;

/** Signs in whom {@link WithPermissions} describes. */
final class WithPermissionsSecurityContextFactory implements WithSecurityContextFactory<WithPermissions> {

    private static final String ORIGIN = "@WithPermissions";

    // Not there in a test without a context.
    @Autowired
    private @Nullable ListableBeanFactory beans;

    @Override
    public SecurityContext createSecurityContext(WithPermissions described) {
        Authentication user = TestUsers.holding(
                ORIGIN,
                described.username(),
                List.of(described.value()),
                List.of(described.denied()),
                described.authorities());
        if (beans != null) {
            TestUsers.requireCarried(beans, user, ORIGIN);
        }
        return new SecurityContextImpl(user);
    }
}
