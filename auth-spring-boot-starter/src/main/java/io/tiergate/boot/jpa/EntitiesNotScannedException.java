package io.tiergate.boot.jpa;

import io.tiergate.store.jpa.JpaStore;

/** Hibernate does not know Tiergate's entities, because the host says itself which ones there are. */
final class EntitiesNotScannedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EntitiesNotScannedException() {
        super("The EntityManagerFactory has no entities of the package " + JpaStore.class.getPackageName() + ".");
    }
}
