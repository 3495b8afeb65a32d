package io.tiergate.oracle;

import io.tiergate.testing.TestDatabase;

class NodesMariadbOracleAgreementTest extends NodesOracleAgreementContract {

    NodesMariadbOracleAgreementTest() {
        super(TestDatabase.MARIADB);
    }
}
