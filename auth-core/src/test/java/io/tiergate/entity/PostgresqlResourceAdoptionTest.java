package io.tiergate.entity;

import io.tiergate.testing.TestDatabase;

class PostgresqlResourceAdoptionTest extends ResourceAdoptionContract {

    PostgresqlResourceAdoptionTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
