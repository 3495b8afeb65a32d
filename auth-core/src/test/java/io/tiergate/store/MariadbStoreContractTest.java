package io.tiergate.store;

import io.tiergate.testing.StoreFixture;
import io.tiergate.testing.TestDatabase;

class MariadbStoreContractTest extends StoreContract {

    @Override
    StoreFixture open() {
        return StoreFixture.on(TestDatabase.MARIADB);
    }

    @Override
    public boolean keepsWhatIsCommitted() {
        return true;
    }
}
