package io.tiergate.entity;

import io.tiergate.testing.TestDatabase;

class MariadbAllowedTest extends AllowedContract {

    MariadbAllowedTest() {
        super(TestDatabase.MARIADB);
    }
}
