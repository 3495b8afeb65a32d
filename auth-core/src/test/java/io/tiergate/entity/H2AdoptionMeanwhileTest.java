package io.tiergate.entity;

import io.tiergate.testing.TestDatabase;

class H2AdoptionMeanwhileTest extends AdoptionMeanwhileContract {

    H2AdoptionMeanwhileTest() {
        super(TestDatabase.H2);
    }
}
