package io.tiergate.store.jpa;

import io.tiergate.testing.TestDatabase;

class PostgresqlReferencesTest extends ReferencesContract {

    PostgresqlReferencesTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
