package io.tiergate.store;

/** A bundle, without its permissions. */
public record BundleRow(long id, long tenantId, String name, String description) {}
