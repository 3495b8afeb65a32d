package io.tiergate.store.jpa;

import io.tiergate.testing.TestDatabase;

class MariadbTreeConcurrencyTest extends TreeConcurrencyContract {

    MariadbTreeConcurrencyTest() {
        super(TestDatabase.MARIADB);
    }

    @Override
    LaterWriter laterWriter() {
        return LaterWriter.COMES_SECOND;
    }
}
