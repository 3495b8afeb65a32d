package io.tiergate.nodes;

import io.tiergate.testing.TestDatabase;

class MariadbDatabaseAwayTest extends DatabaseAwayContract {

    MariadbDatabaseAwayTest() {
        super(TestDatabase.MARIADB);
    }
}
