package io.tiergate.oracle;

import io.tiergate.testing.StoreFixture;
import io.tiergate.testing.TestDatabase;

class PostgresqlOracleAgreementTest extends OracleAgreementContract {

    PostgresqlOracleAgreementTest() {
        super(20_000, 1, 2);
    }

    @Override
    StoreFixture open() {
        return StoreFixture.on(TestDatabase.POSTGRESQL);
    }
}
