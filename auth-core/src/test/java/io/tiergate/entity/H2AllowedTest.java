package io.tiergate.entity;

import io.tiergate.testing.TestDatabase;

class H2AllowedTest extends AllowedContract {

    H2AllowedTest() {
        super(TestDatabase.H2);
    }
}
