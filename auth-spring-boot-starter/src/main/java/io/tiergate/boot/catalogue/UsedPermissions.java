package io.tiergate.boot.catalogue;

import java.util.Collection;

/** Knows permissions that code of the application names, to be held against the catalogue. Beans of this type are asked. */
@FunctionalInterface
public interface UsedPermissions {

    /** Tells each name with the places where it stands, as far as they are known now. Asked once all singletons are there. */
    void tell(Listener listener);

    /** Is told. */
    @FunctionalInterface
    interface Listener {

        /** @param places as a person finds them, such as {@code com.example.Invoices.approve()} */
        void used(String permission, Collection<String> places);
    }
}
