package io.tiergate.store;

/** A group, without its members. */
public record GroupRow(long id, long tenantId, String name, String description) {}
