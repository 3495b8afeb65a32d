package io.tiergate.oracle;

import io.tiergate.testing.StoreFixture;

class MemoryDecisionRulesTest extends DecisionRulesContract {

    @Override
    StoreFixture open() {
        return StoreFixture.memory();
    }
}
