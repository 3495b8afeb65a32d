package io.tiergate.store.jpa;

import io.tiergate.testing.TestDatabase;

class H2LateNumberingTest extends LateNumberingContract {

    H2LateNumberingTest() {
        super(TestDatabase.H2, Manager.JPA);
    }
}
