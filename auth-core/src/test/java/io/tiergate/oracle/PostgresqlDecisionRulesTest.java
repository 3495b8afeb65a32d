package io.tiergate.oracle;

import io.tiergate.testing.StoreFixture;
import io.tiergate.testing.TestDatabase;

class PostgresqlDecisionRulesTest extends DecisionRulesContract {

    @Override
    StoreFixture open() {
        return StoreFixture.on(TestDatabase.POSTGRESQL);
    }
}
