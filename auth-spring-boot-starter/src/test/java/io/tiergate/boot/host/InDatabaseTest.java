package io.tiergate.boot.host;

@InDatabase
class InDatabaseTest extends EnforcementContract {}
