package io.tiergate.entity;

import io.tiergate.testing.TestDatabase;

class PostgresqlGuardedEntitiesTest extends GuardedEntitiesContract {

    PostgresqlGuardedEntitiesTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
