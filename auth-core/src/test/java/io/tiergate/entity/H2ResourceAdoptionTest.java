package io.tiergate.entity;

import io.tiergate.testing.TestDatabase;

class H2ResourceAdoptionTest extends ResourceAdoptionContract {

    H2ResourceAdoptionTest() {
        super(TestDatabase.H2);
    }
}
