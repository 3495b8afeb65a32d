package io.tiergate.oracle;

import io.tiergate.DecisionPoint;
import io.tiergate.decision.CachedDecisionPoint;
import io.tiergate.store.Store;
import io.tiergate.testing.StoreFixture;
import java.time.Clock;

class CachedMemoryDecisionRulesTest extends DecisionRulesContract {

    @Override
    StoreFixture open() {
        return StoreFixture.memory();
    }

    @Override
    DecisionPoint over(Store store, Clock at) {
        return CachedDecisionPoint.over(store).clock(at).build();
    }
}
