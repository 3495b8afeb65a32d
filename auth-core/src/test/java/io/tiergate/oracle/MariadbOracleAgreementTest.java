package io.tiergate.oracle;

import io.tiergate.testing.StoreFixture;
import io.tiergate.testing.TestDatabase;

class MariadbOracleAgreementTest extends OracleAgreementContract {

    MariadbOracleAgreementTest() {
        super(20_000, 1, 2);
    }

    @Override
    StoreFixture open() {
        return StoreFixture.on(TestDatabase.MARIADB);
    }
}
