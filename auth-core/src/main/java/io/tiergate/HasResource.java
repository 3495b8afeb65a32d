package io.tiergate;

/**
 * An object of the application that is a resource: what is asked about it, as with {@code hasPermission(invoice, 'invoice.read')},
 * is asked about that.
 */
public interface HasResource {

    /** The resource; the same whenever it is asked for. */
    Resource resource();
}
