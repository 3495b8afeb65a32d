package io.tiergate.oracle;

import io.tiergate.decision.CachedDecisionPoint;
import io.tiergate.testing.StoreFixture;
import io.tiergate.testing.TestDatabase;

class CachedMariadbOracleAgreementTest extends OracleAgreementContract {

    CachedMariadbOracleAgreementTest() {
        super(20_000, 1, 2);
    }

    @Override
    StoreFixture open() {
        return StoreFixture.on(TestDatabase.MARIADB);
    }

    @Override
    Agreement.Candidate candidate() {
        return (store, clock, world) ->
                CachedDecisionPoint.over(store).clock(clock).build();
    }
}
