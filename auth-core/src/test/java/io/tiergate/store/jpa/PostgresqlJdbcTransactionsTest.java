package io.tiergate.store.jpa;

import io.tiergate.testing.TestDatabase;

class PostgresqlJdbcTransactionsTest extends TransactionsContract {

    PostgresqlJdbcTransactionsTest() {
        super(TestDatabase.POSTGRESQL, Manager.JDBC);
    }

    @Override
    LaterWriter laterWriter() {
        return LaterWriter.FAILS;
    }
}
