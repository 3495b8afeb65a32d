package io.tiergate.entity;

import io.tiergate.testing.TestDatabase;

class MariadbResourceAdoptionTest extends ResourceAdoptionContract {

    MariadbResourceAdoptionTest() {
        super(TestDatabase.MARIADB);
    }
}
