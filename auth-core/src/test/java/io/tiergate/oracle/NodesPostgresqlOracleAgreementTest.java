package io.tiergate.oracle;

import io.tiergate.testing.TestDatabase;

class NodesPostgresqlOracleAgreementTest extends NodesOracleAgreementContract {

    NodesPostgresqlOracleAgreementTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
