package io.tiergate.store;

import io.tiergate.testing.StoreFixture;

class MemoryStoreContractTest extends StoreContract {

    @Override
    StoreFixture open() {
        return StoreFixture.memory();
    }

    @Override
    public boolean keepsWhatIsCommitted() {
        return false;
    }
}
