package io.tiergate.boot.core;

/** Tiergate is on, and there is nothing that could keep its permissions. */
final class NoStoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoStoreException() {
        super(
                "Permissions are to be kept in the application's database (tiergate.store=jpa, the default), and there is no"
                        + " DataSource to reach it by, or Hibernate or Spring Data JPA is not on the class path.");
    }
}
