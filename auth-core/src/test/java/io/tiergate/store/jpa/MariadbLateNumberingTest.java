package io.tiergate.store.jpa;

import io.tiergate.testing.TestDatabase;

class MariadbLateNumberingTest extends LateNumberingContract {

    MariadbLateNumberingTest() {
        super(TestDatabase.MARIADB, Manager.JPA);
    }
}
