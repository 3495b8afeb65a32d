package io.tiergate.admin;

import io.tiergate.testing.StoreFixture;

class MemoryAdministrationContractTest extends AdministrationContract {

    @Override
    StoreFixture open() {
        return StoreFixture.memory();
    }
}
