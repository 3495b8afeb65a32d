package io.tiergate.admin;

import io.tiergate.Tenant;
import java.util.List;

/**
 * A bundle with its permissions.
 *
 * @param tenant where it is defined: the tenant asked about, or {@link Tenant#SHARED}
 * @param permissions the names, sorted
 */
public record BundleEntry(Tenant tenant, String name, String description, List<String> permissions) {

    public BundleEntry {
        permissions = List.copyOf(permissions);
    }
}
