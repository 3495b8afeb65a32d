package io.tiergate.schema.host;

import io.tiergate.schema.TiergateMigration;

/** What a host writes to have Tiergate's tables at this place of its history. */
public class V2__tiergate extends TiergateMigration {}
