package io.tiergate.store.jpa;

import io.tiergate.testing.TestDatabase;

class PostgresqlLateNumberingTest extends LateNumberingContract {

    PostgresqlLateNumberingTest() {
        super(TestDatabase.POSTGRESQL, Manager.JPA);
    }
}
