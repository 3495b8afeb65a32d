package io.tiergate.entity;

import io.tiergate.testing.TestDatabase;

class H2RowsAndResourcesTest extends RowsAndResourcesContract {

    H2RowsAndResourcesTest() {
        super(TestDatabase.H2);
    }
}
