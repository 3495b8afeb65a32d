package io.tiergate.boot.schema;

/** Nobody says which of the application's data sources permissions are kept in. */
final class SeveralDataSourcesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SeveralDataSourcesException(String... names) {
        super("The application has several DataSource beans, and none is primary: " + String.join(", ", names) + ".");
    }
}
