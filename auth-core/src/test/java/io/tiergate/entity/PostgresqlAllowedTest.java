package io.tiergate.entity;

import io.tiergate.testing.TestDatabase;

class PostgresqlAllowedTest extends AllowedContract {

    PostgresqlAllowedTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
