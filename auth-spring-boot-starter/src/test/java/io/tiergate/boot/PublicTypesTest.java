package io.tiergate.boot;

import io.tiergate.architecture.PublicTypesContract;

class PublicTypesTest extends PublicTypesContract {

    PublicTypesTest() {
        super("io.tiergate.boot");
    }
}
