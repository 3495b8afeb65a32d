package io.tiergate.oracle;

import io.tiergate.testing.StoreFixture;

class MemoryOracleAgreementTest extends OracleAgreementContract {

    MemoryOracleAgreementTest() {
        super(500_000, 1, 2, 3);
    }

    @Override
    StoreFixture open() {
        return StoreFixture.memory();
    }
}
