package io.tiergate.sample.migration;

import io.tiergate.schema.TiergateMigration;

/** Brings in the table of resources, to which the tables of documents refer, where Tiergate's tables are older than it. */
public class V4__tiergate_resources extends TiergateMigration {}
