package io.tiergate.entity;

import io.tiergate.testing.TestDatabase;

class H2GuardedEntitiesTest extends GuardedEntitiesContract {

    H2GuardedEntitiesTest() {
        super(TestDatabase.H2);
    }
}
