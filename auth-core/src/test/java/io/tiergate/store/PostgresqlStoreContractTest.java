package io.tiergate.store;

import io.tiergate.testing.StoreFixture;
import io.tiergate.testing.TestDatabase;

class PostgresqlStoreContractTest extends StoreContract {

    @Override
    StoreFixture open() {
        return StoreFixture.on(TestDatabase.POSTGRESQL);
    }

    @Override
    public boolean keepsWhatIsCommitted() {
        return true;
    }
}
