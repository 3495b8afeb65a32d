package io.tiergate.store.jpa;

import io.tiergate.testing.TestDatabase;

class H2JdbcLateNumberingTest extends LateNumberingContract {

    H2JdbcLateNumberingTest() {
        super(TestDatabase.H2, Manager.JDBC);
    }
}
