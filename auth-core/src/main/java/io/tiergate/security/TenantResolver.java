package io.tiergate.security;

import io.tiergate.Tenant;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/**
 * Says in which tenant the current request is. A bean of this type takes the place of {@link #always}. What it throws
 * reaches whoever asked, as an error and never as "allowed". It is asked for each question, so it should not be slow.
 */
@FunctionalInterface
public interface TenantResolver {

    /**
     * @param authentication what Spring Security knows of the request, or null if nothing
     * @return the tenant; one that does not exist allows nothing
     */
    Tenant resolve(@Nullable Authentication authentication);

    /** Every request is in this tenant. */
    static TenantResolver always(Tenant tenant) {
        return new OneTenant(tenant);
    }
}
