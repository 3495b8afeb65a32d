package io.tiergate.test;

import java.util.List;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.core.Authentication;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.support.WebApplicationContextUtils;

/**
 * Signs somebody in for one request of MockMvc, who holds the named permissions and no others. Immutable. Made by {@link
 * TiergateRequestPostProcessors#permissions}.
 */
public final class PermissionsRequestPostProcessor implements RequestPostProcessor {

    private static final String ORIGIN = "permissions(…)";

    private final String username;
    private final List<String> allowed;
    private final List<String> denied;
    private final List<String> authorities;

    PermissionsRequestPostProcessor(
            String username, List<String> allowed, List<String> denied, List<String> authorities) {
        this.username = username;
        this.allowed = allowed;
        this.denied = denied;
        this.authorities = authorities;
    }

    /** The same for another user than {@code user}. */
    public PermissionsRequestPostProcessor username(String name) {
        return new PermissionsRequestPostProcessor(name, allowed, denied, authorities);
    }

    /** The same, and these names and wildcards are denied, which wins over what is allowed. */
    public PermissionsRequestPostProcessor denied(String... permissions) {
        return new PermissionsRequestPostProcessor(username, allowed, List.of(permissions), authorities);
    }

    /** The same with authorities of Spring Security, for guards that ask for those. */
    public PermissionsRequestPostProcessor authorities(String... names) {
        return new PermissionsRequestPostProcessor(username, allowed, denied, List.of(names));
    }

    @Override
    public MockHttpServletRequest postProcessRequest(MockHttpServletRequest request) {
        Authentication user = TestUsers.holding(ORIGIN, username, allowed, denied, authorities.toArray(String[]::new));
        WebApplicationContext context =
                WebApplicationContextUtils.getWebApplicationContext(request.getServletContext());
        if (context != null) {
            TestUsers.requireCarried(context, user, ORIGIN);
        }
        return SecurityMockMvcRequestPostProcessors.authentication(user).postProcessRequest(request);
    }
}
