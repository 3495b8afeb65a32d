package io.tiergate.sample.migration;

import io.tiergate.schema.TiergateMigration;

/** Brings Tiergate's tables in, which would otherwise come after those of this application. */
public class V2__tiergate extends TiergateMigration {}
