package io.tiergate.oracle;

import io.tiergate.DecisionPoint;
import io.tiergate.decision.CachedDecisionPoint;
import io.tiergate.store.Store;
import io.tiergate.testing.StoreFixture;
import io.tiergate.testing.TestDatabase;
import java.time.Clock;

class CachedPostgresqlDecisionRulesTest extends DecisionRulesContract {

    @Override
    StoreFixture open() {
        return StoreFixture.on(TestDatabase.POSTGRESQL);
    }

    @Override
    DecisionPoint over(Store store, Clock at) {
        return CachedDecisionPoint.over(store).clock(at).build();
    }
}
