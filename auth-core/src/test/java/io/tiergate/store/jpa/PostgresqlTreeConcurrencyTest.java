package io.tiergate.store.jpa;

import io.tiergate.testing.TestDatabase;

class PostgresqlTreeConcurrencyTest extends TreeConcurrencyContract {

    PostgresqlTreeConcurrencyTest() {
        super(TestDatabase.POSTGRESQL);
    }

    @Override
    LaterWriter laterWriter() {
        return LaterWriter.FAILS;
    }
}
