package io.tiergate.schema;

import io.tiergate.testing.TestDatabase;

class MariadbUserLinkTest extends UserLinkContract {

    MariadbUserLinkTest() {
        super(TestDatabase.MARIADB);
    }
}
