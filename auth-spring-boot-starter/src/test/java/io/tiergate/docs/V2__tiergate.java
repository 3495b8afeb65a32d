package io.tiergate.docs;

import io.tiergate.schema.TiergateMigration;

// tag::pull-in
public class V2__tiergate extends TiergateMigration {}
// end::pull-in
