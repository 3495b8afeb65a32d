package io.tiergate.entity;

import io.tiergate.testing.TestDatabase;

class MariadbGuardedEntitiesTest extends GuardedEntitiesContract {

    MariadbGuardedEntitiesTest() {
        super(TestDatabase.MARIADB);
    }
}
