package io.tiergate.architecture;

class PublicTypesTest extends PublicTypesContract {

    PublicTypesTest() {
        super("io.tiergate");
    }
}
