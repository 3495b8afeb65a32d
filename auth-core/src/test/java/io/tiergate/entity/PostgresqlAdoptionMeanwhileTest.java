package io.tiergate.entity;

import io.tiergate.testing.TestDatabase;

class PostgresqlAdoptionMeanwhileTest extends AdoptionMeanwhileContract {

    PostgresqlAdoptionMeanwhileTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
