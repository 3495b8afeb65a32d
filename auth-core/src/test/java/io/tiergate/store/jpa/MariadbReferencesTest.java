package io.tiergate.store.jpa;

import io.tiergate.testing.TestDatabase;

class MariadbReferencesTest extends ReferencesContract {

    MariadbReferencesTest() {
        super(TestDatabase.MARIADB);
    }
}
