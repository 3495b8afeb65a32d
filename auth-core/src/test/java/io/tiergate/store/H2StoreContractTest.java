package io.tiergate.store;

import io.tiergate.testing.StoreFixture;
import io.tiergate.testing.TestDatabase;

class H2StoreContractTest extends StoreContract {

    @Override
    StoreFixture open() {
        return StoreFixture.on(TestDatabase.H2);
    }

    @Override
    public boolean keepsWhatIsCommitted() {
        return true;
    }
}
