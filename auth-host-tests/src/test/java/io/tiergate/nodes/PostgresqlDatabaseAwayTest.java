package io.tiergate.nodes;

import io.tiergate.testing.TestDatabase;

class PostgresqlDatabaseAwayTest extends DatabaseAwayContract {

    PostgresqlDatabaseAwayTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
