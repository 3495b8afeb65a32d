package io.tiergate.nodes;

import io.tiergate.testing.TestDatabase;

class MariadbManyNodesTest extends ManyNodesContract {

    MariadbManyNodesTest() {
        super(TestDatabase.MARIADB);
    }
}
