package io.tiergate.store.jpa;

import io.tiergate.testing.TestDatabase;

class H2TransactionsTest extends TransactionsContract {

    H2TransactionsTest() {
        super(TestDatabase.H2, Manager.JPA);
    }

    @Override
    LaterWriter laterWriter() {
        return LaterWriter.FAILS;
    }
}
