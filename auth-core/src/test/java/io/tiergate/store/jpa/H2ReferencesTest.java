package io.tiergate.store.jpa;

import io.tiergate.testing.TestDatabase;

class H2ReferencesTest extends ReferencesContract {

    H2ReferencesTest() {
        super(TestDatabase.H2);
    }

    /** See {@link ReferenceCheck}. */
    @Override
    boolean isLeftOpen(Reference reference) {
        return reference == Reference.RESOURCE_OF_TYPE;
    }
}
