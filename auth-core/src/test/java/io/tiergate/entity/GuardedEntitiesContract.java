package io.tiergate.entity;

import io.tiergate.testing.TestDatabase;

/** The resources of guarded entities come, move and go with the rows, in the same transactions, on each database. */
abstract class GuardedEntitiesContract extends GuardedEntitiesFixture
        implements GuardedEntitiesKeys, GuardedEntitiesMoves, GuardedEntitiesRemoval, GuardedEntitiesRefusal {

    GuardedEntitiesContract(TestDatabase database) {
        super(database);
    }
}
