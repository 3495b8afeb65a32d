package io.tiergate.store.jpa;

import org.jspecify.annotations.Nullable;

/** A change set as a query selects it. */
record ChangeSetColumns(
        long id,
        String tenantKey,
        long revision,
        @Nullable String actor,
        long changedAt,
        @Nullable String reason) {}
