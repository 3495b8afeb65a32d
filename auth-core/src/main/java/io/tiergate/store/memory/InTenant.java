package io.tiergate.store.memory;

/** Something that means something only in its tenant, such as a name. */
record InTenant<T>(long tenantId, T value) {}
