package io.tiergate.hosts.pullin;

import io.tiergate.schema.TiergateMigration;

/** The host's second migration: from here on its own may refer to the tables of Tiergate. */
public class V2__tiergate extends TiergateMigration {}
