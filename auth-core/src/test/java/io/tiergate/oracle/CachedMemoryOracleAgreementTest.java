package io.tiergate.oracle;

import io.tiergate.decision.CachedDecisionPoint;
import io.tiergate.testing.StoreFixture;

class CachedMemoryOracleAgreementTest extends OracleAgreementContract {

    CachedMemoryOracleAgreementTest() {
        super(500_000, 1, 2, 3);
    }

    @Override
    StoreFixture open() {
        return StoreFixture.memory();
    }

    @Override
    Agreement.Candidate candidate() {
        return (store, clock, world) ->
                CachedDecisionPoint.over(store).clock(clock).build();
    }
}
