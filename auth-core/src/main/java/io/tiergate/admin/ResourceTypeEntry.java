package io.tiergate.admin;

import io.tiergate.Tenant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A type of resources.
 *
 * @param tenant where it is declared: the tenant asked about, or {@link Tenant#SHARED}
 * @param permissions the names of those that can be granted on resources of it, sorted
 * @param ownerBundle the name of the bundle that owners are allowed on what they own and below it; null for every permission
 *     that is declared for the type of the resource that is asked about
 * @param bound whether each resource of it is registered, because it belongs to a row of the host application's, so that
 *     others are denied as unknown
 */
public record ResourceTypeEntry(
        Tenant tenant,
        String name,
        String description,
        List<String> permissions,
        @Nullable String ownerBundle,
        boolean bound) {

    public ResourceTypeEntry {
        permissions = List.copyOf(permissions);
    }
}
