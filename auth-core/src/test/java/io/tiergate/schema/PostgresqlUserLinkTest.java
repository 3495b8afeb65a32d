package io.tiergate.schema;

import io.tiergate.testing.TestDatabase;

class PostgresqlUserLinkTest extends UserLinkContract {

    PostgresqlUserLinkTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
