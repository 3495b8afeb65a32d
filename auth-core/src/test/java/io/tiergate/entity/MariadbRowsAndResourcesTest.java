package io.tiergate.entity;

import io.tiergate.testing.TestDatabase;

class MariadbRowsAndResourcesTest extends RowsAndResourcesContract {

    MariadbRowsAndResourcesTest() {
        super(TestDatabase.MARIADB);
    }
}
