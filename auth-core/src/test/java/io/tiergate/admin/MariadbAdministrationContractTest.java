package io.tiergate.admin;

import io.tiergate.testing.StoreFixture;
import io.tiergate.testing.TestDatabase;

class MariadbAdministrationContractTest extends AdministrationContract {

    @Override
    StoreFixture open() {
        return StoreFixture.on(TestDatabase.MARIADB);
    }
}
