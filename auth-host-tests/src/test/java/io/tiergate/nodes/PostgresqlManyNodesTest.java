package io.tiergate.nodes;

import io.tiergate.testing.TestDatabase;

class PostgresqlManyNodesTest extends ManyNodesContract {

    PostgresqlManyNodesTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
