package io.tiergate.oracle;

import io.tiergate.testing.TestDatabase;

class NodesH2OracleAgreementTest extends NodesOracleAgreementContract {

    NodesH2OracleAgreementTest() {
        super(TestDatabase.H2);
    }
}
