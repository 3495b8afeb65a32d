package io.tiergate.test;

import io.tiergate.InvalidNameException;
import io.tiergate.Subject;
import io.tiergate.security.Access;
import java.util.List;
import org.springframework.security.core.Authentication;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.support.WebApplicationContextUtils;

/**
 * Who makes one request of MockMvc, for {@code with(…)} of MockMvc and MockMvcTester. MockMvc must have Spring Security's
 * filters, as Spring Boot gives it.
 */
public final class TiergateRequestPostProcessors {

    private TiergateRequestPostProcessors() {}

    /**
     * Somebody who holds these and no others; see {@link WithPermissions}.
     *
     * @param permissions names of permissions, and wildcards; none for somebody who holds nothing
     */
    public static PermissionsRequestPostProcessor permissions(String... permissions) {
        return new PermissionsRequestPostProcessor("user", List.of(permissions), List.of(), List.of());
    }

    /**
     * That subject; the store decides what it may do.
     *
     * @param subject its type and id, as in {@code user:alice}
     * @throws InvalidNameException if it is not that
     */
    public static RequestPostProcessor subject(String subject) {
        return subject(TestPrincipal.parse(subject));
    }

    /** That subject; the store decides what it may do. Nobody for {@link Subject#anonymous()}. */
    public static RequestPostProcessor subject(Subject subject) {
        if (subject.isAnonymous()) {
            return SecurityMockMvcRequestPostProcessors.anonymous();
        }
        Authentication user = TestPrincipal.of(subject);
        return request -> {
            WebApplicationContext context =
                    WebApplicationContextUtils.getWebApplicationContext(request.getServletContext());
            if (context != null) {
                TestUsers.requireSubject(context.getBeanProvider(Access.class), user, subject, "subject(…)");
            }
            return SecurityMockMvcRequestPostProcessors.authentication(user).postProcessRequest(request);
        };
    }
}
