package io.tiergate.store;

import org.jspecify.annotations.Nullable;

/**
 * A type of resources, without its permissions.
 *
 * @param ownerBundleId what owners are allowed on what they own and below it, or null for every permission that is declared
 *     for the type of the resource that is asked about
 * @param bound whether every resource of it is registered, because each belongs to a row of the host's
 */
public record ResourceTypeRow(
        long id,
        long tenantId,
        String name,
        String description,
        @Nullable Long ownerBundleId,
        boolean bound) {}
