package io.tiergate.security;

import io.tiergate.Tenant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/** {@link TenantResolver#always}. */
record OneTenant(Tenant tenant) implements TenantResolver {

    OneTenant {
        Objects.requireNonNull(tenant, "tenant");
    }

    @Override
    public Tenant resolve(@Nullable Authentication authentication) {
        return tenant;
    }
}
