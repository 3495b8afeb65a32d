package io.tiergate.test;

import io.tiergate.architecture.PublicTypesContract;

class PublicTypesTest extends PublicTypesContract {

    PublicTypesTest() {
        super("io.tiergate.test");
    }
}
