package io.tiergate.store.jpa;

import io.tiergate.testing.TestDatabase;

class H2JdbcTransactionsTest extends TransactionsContract {

    H2JdbcTransactionsTest() {
        super(TestDatabase.H2, Manager.JDBC);
    }

    @Override
    LaterWriter laterWriter() {
        return LaterWriter.FAILS;
    }
}
