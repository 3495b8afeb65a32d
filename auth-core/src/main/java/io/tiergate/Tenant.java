package io.tiergate;

/**
 * An isolated world: one customer of a service, or one application of a shared server. Nothing leaks between tenants,
 * names included.
 *
 * @param key 1 to 100 letters, digits, {@code .}, {@code _}, {@code :} and {@code -}, compared with its case
 */
public record Tenant(String key) {

    /** The tenant of applications that have only one. Always exists. */
    public static final Tenant DEFAULT = new Tenant("default");

    /**
     * Holds permissions and bundles that all tenants see, and nothing else. Always exists. What application code
     * declares is defined here.
     */
    public static final Tenant SHARED = new Tenant("shared");

    /** @throws InvalidNameException if the key is not one */
    public Tenant {
        key = Names.tenant(key);
    }

    public static Tenant of(String key) {
        return new Tenant(key);
    }

    public boolean isShared() {
        return equals(SHARED);
    }

    @Override
    public String toString() {
        return key;
    }
}
