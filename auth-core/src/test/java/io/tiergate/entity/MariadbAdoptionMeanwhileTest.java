package io.tiergate.entity;

import io.tiergate.testing.TestDatabase;

class MariadbAdoptionMeanwhileTest extends AdoptionMeanwhileContract {

    MariadbAdoptionMeanwhileTest() {
        super(TestDatabase.MARIADB);
    }
}
