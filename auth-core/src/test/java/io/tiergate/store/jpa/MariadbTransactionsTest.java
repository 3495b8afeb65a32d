package io.tiergate.store.jpa;

import io.tiergate.testing.TestDatabase;

class MariadbTransactionsTest extends TransactionsContract {

    MariadbTransactionsTest() {
        super(TestDatabase.MARIADB, Manager.JPA);
    }

    @Override
    LaterWriter laterWriter() {
        return LaterWriter.COMES_SECOND;
    }
}
