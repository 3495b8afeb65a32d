package io.tiergate.test;

import io.tiergate.InvalidNameException;
import io.tiergate.Subject;
import java.util.List;
import org.springframework.http.client.ClientHttpRequestInterceptor;

/**
 * Who makes the requests of a RestTestClient that is bound to MockMvc:
 *
 * <pre>{@code
 * client.mutate().requestInterceptor(permissions("invoice.read")).build().get().uri("/invoices/7").exchange();
 * }</pre>
 *
 * <p>A request to a real server takes nobody along: its users are signed in there, as the application does it. Such a request
 * fails with an {@link IllegalStateException} that says so.
 */
public final class TiergateRequestInterceptors {

    private TiergateRequestInterceptors() {}

    /**
     * Somebody who holds these and no others; see {@link WithPermissions}.
     *
     * @param permissions names of permissions, and wildcards; none for somebody who holds nothing
     */
    public static ClientHttpRequestInterceptor permissions(String... permissions) {
        return new SigningInInterceptor(
                TestUsers.holding("permissions(…)", "user", List.of(permissions), List.of()), "permissions(…)");
    }

    /**
     * That subject; the store decides what it may do.
     *
     * @param subject its type and id, as in {@code user:alice}
     * @throws InvalidNameException if it is not that
     */
    public static ClientHttpRequestInterceptor subject(String subject) {
        return subject(TestPrincipal.parse(subject));
    }

    /**
     * That subject; the store decides what it may do.
     *
     * @throws IllegalArgumentException for {@link Subject#anonymous()}: who is not to be signed in needs no interceptor
     */
    public static ClientHttpRequestInterceptor subject(Subject subject) {
        if (subject.isAnonymous()) {
            throw new IllegalArgumentException(
                    "The anonymous subject is who makes a request without this interceptor.");
        }
        return new SigningInInterceptor(TestPrincipal.of(subject), "subject(…)");
    }
}
