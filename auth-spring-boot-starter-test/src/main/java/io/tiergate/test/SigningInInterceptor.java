package io.tiergate.test;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.test.context.TestSecurityContextHolder;

/** Signs somebody in where MockMvc looks for the user of the test, for as long as a request takes. */
final class SigningInInterceptor implements ClientHttpRequestInterceptor {

    private final Authentication user;
    private final String origin;

    /** @param origin what the test has written, for the message */
    SigningInInterceptor(Authentication user, String origin) {
        this.user = user;
        this.origin = origin;
    }

    @Override
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        SecurityContext before = TestSecurityContextHolder.getContext();
        SeenContext context = new SeenContext(user);
        TestSecurityContextHolder.setContext(context);
        try {
            ClientHttpResponse response = execution.execute(request, body);
            if (!context.seen) {
                response.close();
                throw new IllegalStateException(
                        origin + " does nothing here: the request went past this thread's security"
                                + " context. A RestTestClient that is bound to a real server signs its users in there: grant with"
                                + " the Administration bean, and send credentials. One that is bound to MockMvc needs Spring"
                                + " Security's filters.");
            }
            return response;
        } finally {
            TestSecurityContextHolder.setContext(before);
        }
    }

    /** Knows whether somebody has asked who is signed in. */
    private static final class SeenContext implements SecurityContext {

        private static final long serialVersionUID = 1L;

        private @Nullable Authentication authentication;
        private boolean seen;

        SeenContext(Authentication authentication) {
            this.authentication = authentication;
        }

        @Override
        public @Nullable Authentication getAuthentication() {
            seen = true;
            return authentication;
        }

        @Override
        public void setAuthentication(@Nullable Authentication other) {
            authentication = other;
        }
    }
}
