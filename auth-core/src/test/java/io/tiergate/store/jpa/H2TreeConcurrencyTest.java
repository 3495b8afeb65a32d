package io.tiergate.store.jpa;

import io.tiergate.testing.TestDatabase;

class H2TreeConcurrencyTest extends TreeConcurrencyContract {

    H2TreeConcurrencyTest() {
        super(TestDatabase.H2);
    }
}
