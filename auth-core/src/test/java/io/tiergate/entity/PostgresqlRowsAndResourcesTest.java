package io.tiergate.entity;

import io.tiergate.testing.TestDatabase;

class PostgresqlRowsAndResourcesTest extends RowsAndResourcesContract {

    PostgresqlRowsAndResourcesTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
