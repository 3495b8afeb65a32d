package io.tiergate.schema;

import io.tiergate.testing.TestDatabase;

class H2UserLinkTest extends UserLinkContract {

    H2UserLinkTest() {
        super(TestDatabase.H2);
    }
}
