package io.tiergate.store.jpa;

import io.tiergate.testing.TestDatabase;

class MariadbJdbcTransactionsTest extends TransactionsContract {

    MariadbJdbcTransactionsTest() {
        super(TestDatabase.MARIADB, Manager.JDBC);
    }

    @Override
    LaterWriter laterWriter() {
        return LaterWriter.COMES_SECOND;
    }
}
