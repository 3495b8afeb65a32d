package io.tiergate.store.jpa;

import io.tiergate.testing.TestDatabase;

class PostgresqlTransactionsTest extends TransactionsContract {

    PostgresqlTransactionsTest() {
        super(TestDatabase.POSTGRESQL, Manager.JPA);
    }

    @Override
    LaterWriter laterWriter() {
        return LaterWriter.FAILS;
    }
}
